package dev.imageclustering.vision;

import org.jspecify.annotations.Nullable;

/**
 * Places an extremum between the samples by the quadratic function through its neighbours in place and scale, and drops
 * those that are weak, or lie on an edge, along which their place is chance.
 *
 * <p>Source: Lowe, <i>Distinctive Image Features from Scale-Invariant Keypoints</i>, IJCV 2004, section 4.
 */
final class ExtremumRefinement {

    /** The least strength times the number of layers, as a share of the range from black to white. */
    private static final double CONTRAST = 0.01;

    /** The most that the stronger curvature may be of the weaker one. */
    private static final float EDGE = 12;

    /** Where the maximum lies nearer to another sample, that is tried; so often at most. */
    private static final int TRIALS = 5;

    /** Halfway between two samples each points to the other: after the last trial it may be that far, and a little more. */
    private static final double LAST_REACH = .75;

    private static final float WHITE = 255;

    private final ScaleSpace.Octave octave;
    private final int number;
    private int x;
    private int y;
    private int layer;

    /** Refines in one octave. */
    ExtremumRefinement(ScaleSpace.Octave octave, int number) {
        this.octave = octave;
        this.number = number;
    }

    /** Returns the extremum, or null when it is none that can be recognised again. */
    @Nullable
    ScaleSpaceExtremum refine(ExtremumSearch.Sample sample) {
        x = sample.x();
        y = sample.y();
        layer = sample.layer();
        for (int trial = 0; trial < TRIALS; trial++) {
            Neighbours around = neighbours();
            double[] offset = around.offset();
            double farthest = Math.max(Math.abs(offset[0]), Math.max(Math.abs(offset[1]), Math.abs(offset[2])));
            if (farthest < (trial == TRIALS - 1 ? LAST_REACH : .5)) {
                return accepted(around, offset);
            }
            if (!move(offset)) {
                return null;
            }
        }
        return null;
    }

    /** False where the way leads out, or nowhere since the neighbours lie on no curve. */
    private boolean move(double[] offset) {
        if (!(Math.abs(offset[0]) + Math.abs(offset[1]) + Math.abs(offset[2]) < octave.width() + octave.height())) {
            return false;
        }
        x += (int) Math.rint(offset[0]);
        y += (int) Math.rint(offset[1]);
        layer += (int) Math.rint(offset[2]);
        return layer >= 1
                && layer <= ScaleSpace.LAYERS
                && Math.min(x, y) >= ExtremumSearch.BORDER
                && x < octave.width() - ExtremumSearch.BORDER
                && y < octave.height() - ExtremumSearch.BORDER;
    }

    private @Nullable ScaleSpaceExtremum accepted(Neighbours around, double[] offset) {
        double strength = Math.abs(around.value + .5 * around.slopeAlong(offset)) / WHITE;
        if (strength * ScaleSpace.LAYERS < CONTRAST || around.isEdge()) {
            return null;
        }
        double sigma = ScaleSpace.SIGMA * StrictMath.pow(2, (layer + offset[2]) / ScaleSpace.LAYERS);
        return ScaleSpaceExtremum.at(x + offset[0], y + offset[1], number, layer, sigma, strength);
    }

    private Neighbours neighbours() {
        double value = difference(0, 0, 0);
        double left = difference(-1, 0, 0);
        double right = difference(1, 0, 0);
        double above = difference(0, -1, 0);
        double below = difference(0, 1, 0);
        double finer = difference(0, 0, -1);
        double coarser = difference(0, 0, 1);
        return new Neighbours(
                value,
                (right - left) / 2,
                (below - above) / 2,
                (coarser - finer) / 2,
                right + left - 2 * value,
                below + above - 2 * value,
                coarser + finer - 2 * value,
                (difference(1, 1, 0) - difference(-1, 1, 0) - difference(1, -1, 0) + difference(-1, -1, 0)) / 4,
                (difference(1, 0, 1) - difference(-1, 0, 1) - difference(1, 0, -1) + difference(-1, 0, -1)) / 4,
                (difference(0, 1, 1) - difference(0, -1, 1) - difference(0, 1, -1) + difference(0, -1, -1)) / 4);
    }

    private float difference(int right, int down, int coarser) {
        float[][][] planes = octave.planes();
        return planes[layer + coarser + 1][y + down][x + right] - planes[layer + coarser][y + down][x + right];
    }

    /** A value with its first and second derivatives in x, y and s, the scale in layers. */
    private record Neighbours(
            double value,
            double dx,
            double dy,
            double ds,
            double dxx,
            double dyy,
            double dss,
            double dxy,
            double dxs,
            double dys) {

        /** Where the derivative is zero, by Cramer's rule; infinite or not a number where that is nowhere. */
        double[] offset() {
            double xx = dyy * dss - dys * dys;
            double xy = dxs * dys - dxy * dss;
            double xs = dxy * dys - dxs * dyy;
            double determinant = dxx * xx + dxy * xy + dxs * xs;
            double yy = dxx * dss - dxs * dxs;
            double ys = dxy * dxs - dxx * dys;
            double ss = dxx * dyy - dxy * dxy;
            return new double[] {
                -(xx * dx + xy * dy + xs * ds) / determinant,
                -(xy * dx + yy * dy + ys * ds) / determinant,
                -(xs * dx + ys * dy + ss * ds) / determinant
            };
        }

        double slopeAlong(double[] offset) {
            return dx * offset[0] + dy * offset[1] + ds * offset[2];
        }

        boolean isEdge() {
            double trace = dxx + dyy;
            double determinant = dxx * dyy - dxy * dxy;
            return determinant <= 0 || trace * trace * EDGE >= (EDGE + 1) * (EDGE + 1) * determinant;
        }
    }
}
