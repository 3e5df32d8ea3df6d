package dev.imageclustering.vision;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Places in two pictures that may be the same: pair m is (ax, ay) in the one and (bx, by) in the other, in pixels, with
 * how many octaves the keypoint is larger in the other and by which angle it is turned.
 */
final class PointPairs {

    private final double[] ax;
    private final double[] ay;
    private final double[] bx;
    private final double[] by;
    private final double[] octaves;
    private final double[] turns;
    private final double[] directions;

    PointPairs(KeypointFeatures a, KeypointFeatures b, KeypointMatches matches) {
        int n = matches.size();
        ax = new double[n];
        ay = new double[n];
        bx = new double[n];
        by = new double[n];
        octaves = new double[n];
        turns = new double[n];
        directions = new double[n];
        for (int m = 0; m < n; m++) {
            int i = matches.from()[m];
            int j = matches.to()[m];
            ax[m] = a.x(i);
            ay[m] = a.y(i);
            bx[m] = b.x(j);
            by[m] = b.y(j);
            octaves[m] = b.octave(j) - a.octave(i);
            turns[m] = b.direction(j) - a.direction(i);
            directions[m] = a.direction(i);
        }
    }

    int size() {
        return ax.length;
    }

    /** The motion that one pair alone tells, by the place, scale and direction of its keypoints. */
    PlaneMotion motionOf(int m) {
        return PlaneMotion.similarity(ax[m], ay[m], bx[m], by[m], turns[m], StrictMath.pow(2, octaves[m]));
    }

    /** The pairs that agree with what one pair tells, loosely: a small error of its angle grows with the distance. */
    BitSet agreeingWith(int seed, double tolerance) {
        PlaneMotion motion = motionOf(seed);
        double limit = tolerance * StrictMath.pow(2, octaves[seed] / 2);
        BitSet agreeing = new BitSet(size());
        for (int m = 0; m < size(); m++) {
            if (Math.abs(octaves[m] - octaves[seed]) <= 1
                    && angleBetween(turns[m], turns[seed]) <= Math.PI / 6
                    && error(motion, m) <= limit) {
                agreeing.set(m);
            }
        }
        return agreeing;
    }

    private double error(PlaneMotion motion, int m) {
        return Math.hypot(motion.x(ax[m], ay[m]) - bx[m], motion.y(ax[m], ay[m]) - by[m]);
    }

    /** The smaller angle between two directions, 0 to pi. */
    static double angleBetween(double one, double other) {
        double apart = Math.abs(one - other) % (2 * Math.PI);
        return Math.min(apart, 2 * Math.PI - apart);
    }

    /**
     * The pairs that a motion explains: in place within the tolerance, which is in pixels halfway between the scales of
     * the two pictures, in scale within an octave, in direction within an eighth turn.
     */
    BitSet explainedBy(PlaneMotion motion, double tolerance) {
        BitSet explained = new BitSet(size());
        for (int m = 0; m < size(); m++) {
            double growth = motion.growth(ax[m], ay[m]);
            if (!(growth > 1e-4)) {
                continue;
            }
            double octavesThere = StrictMath.log(growth) / StrictMath.log(4);
            if (error(motion, m) <= tolerance * Math.sqrt(Math.sqrt(growth))
                    && Math.abs(octaves[m] - octavesThere) <= 1
                    && angleBetween(turnAt(motion, m), turns[m]) <= Math.PI / 4) {
                explained.set(m);
            }
        }
        return explained;
    }

    private double turnAt(PlaneMotion motion, int m) {
        return motion.turned(ax[m], ay[m], directions[m]) - directions[m];
    }

    /** How many of the pairs lie in cells of their own, in the picture where these are fewer. */
    int cells(BitSet pairs, double side) {
        return Math.min(cells(pairs, ax, ay, side), cells(pairs, bx, by, side));
    }

    private static int cells(BitSet pairs, double[] x, double[] y, double side) {
        return (int) pairs.stream()
                .map(m -> ((int) (y[m] / side)) * 4096 + (int) (x[m] / side))
                .distinct()
                .count();
    }

    /** The affine motion with the least squared error over the pairs, or null where they are too few or in a line. */
    @Nullable
    PlaneMotion affine(BitSet pairs) {
        if (pairs.cardinality() < 3) {
            return null;
        }
        double[] centre = centre(pairs, ax, ay);
        LinearSystem toX = new LinearSystem(3);
        LinearSystem toY = new LinearSystem(3);
        pairs.stream().forEach(m -> {
            double[] row = {(ax[m] - centre[0]) / centre[2], (ay[m] - centre[1]) / centre[2], 1};
            toX.add(row, bx[m]);
            toY.add(row, by[m]);
        });
        double[] x = toX.solve();
        double[] y = toY.solve();
        if (x == null || y == null) {
            return null;
        }
        double s = centre[2];
        return new PlaneMotion(new double[] {
            x[0] / s,
            x[1] / s,
            x[2] - (x[0] * centre[0] + x[1] * centre[1]) / s,
            y[0] / s,
            y[1] / s,
            y[2] - (y[0] * centre[0] + y[1] * centre[1]) / s,
            0,
            0,
            1
        });
    }

    /** The homography with the least algebraic error over the pairs, or null where they do not tell it. */
    @Nullable
    PlaneMotion homography(BitSet pairs) {
        if (pairs.cardinality() < 5) {
            return null;
        }
        double[] a = centre(pairs, ax, ay);
        double[] b = centre(pairs, bx, by);
        LinearSystem system = new LinearSystem(8);
        pairs.stream().forEach(m -> {
            double x = (ax[m] - a[0]) / a[2];
            double y = (ay[m] - a[1]) / a[2];
            double u = (bx[m] - b[0]) / b[2];
            double v = (by[m] - b[1]) / b[2];
            system.add(new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y}, u);
            system.add(new double[] {0, 0, 0, x, y, 1, -v * x, -v * y}, v);
        });
        double[] h = system.solve();
        return h == null ? null : unscaled(h, a, b);
    }

    /** Undoes the scaling of both pictures: to * h * from, divided by its last element. */
    private static @Nullable PlaneMotion unscaled(double[] h, double[] a, double[] b) {
        PlaneMotion from =
                new PlaneMotion(new double[] {1 / a[2], 0, -a[0] / a[2], 0, 1 / a[2], -a[1] / a[2], 0, 0, 1});
        PlaneMotion to = new PlaneMotion(new double[] {b[2], 0, b[0], 0, b[2], b[1], 0, 0, 1});
        PlaneMotion scaled = new PlaneMotion(new double[] {h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], 1});
        PlaneMotion motion = to.after(scaled).after(from);
        return motion.isFinite() ? motion : null;
    }

    /** The mean of the places and their mean distance from it (at least 1), which keeps the equations well scaled. */
    private static double[] centre(BitSet pairs, double[] x, double[] y) {
        double n = pairs.cardinality();
        double cx = pairs.stream().mapToDouble(m -> x[m]).sum() / n;
        double cy = pairs.stream().mapToDouble(m -> y[m]).sum() / n;
        double spread = pairs.stream()
                        .mapToDouble(m -> Math.hypot(x[m] - cx, y[m] - cy))
                        .sum()
                / n;
        return new double[] {cx, cy, Math.max(1, spread)};
    }

    /** Tells whether a camera can have made the motion between these pairs: nothing turned over, no wild stretch. */
    boolean isPlausible(PlaneMotion motion, BitSet pairs) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int m = pairs.nextSetBit(0); m >= 0; m = pairs.nextSetBit(m + 1)) {
            double growth = motion.growth(ax[m], ay[m]);
            least = Math.min(least, growth);
            most = Math.max(most, growth);
            if (motion.stretch(ax[m], ay[m]) > 4) {
                return false;
            }
        }
        return least > 1.0 / 100 && most < 100 && most < 16 * least;
    }
}
