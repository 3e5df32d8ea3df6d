package dev.imageclustering.vision;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What all keypoints of two pictures say about a motion that a few clear pairs told: how many have their nearest, however
 * unclear it is, within {@value #WINDOW} px of where the motion brings them, in agreement of scale and direction, against
 * how many would by chance.
 *
 * <p>By chance the nearest of a keypoint is any of the other picture's with the same probability, so that the number is
 * nearly Poisson with a mean that is counted: each keypoint's share of the other picture's within its window. The result
 * is the logarithm of the likelihood ratio {@code g ln(g / e) - (g - e)} of g found to e expected, the smaller of the two
 * directions; after the idea of L. Moisan, B. Stival, A probabilistic criterion to detect rigid point matches between two
 * images and estimate the fundamental matrix, IJCV 2004. Unlike the number of clear pairs it grows with pairs that
 * a repeating structure made unclear, and does not grow where keypoints are so dense that any motion meets some.
 *
 * <p>Time O(n log m + n s) for n and m keypoints, s of which lie in one strip as high as a window.
 */
final class Corroboration {

    /** In pixels halfway between the scales of the two pictures; wider than the fit, since a scene is not a plane. */
    private static final double WINDOW = 10;

    /** A motion is not surer than this because few keypoints are near it. */
    private static final double LEAST_EXPECTED = 0.05;

    /** Several finds in a cell of this many pixels count once, since keypoints come in heaps. */
    private static final double CELL = 6;

    private final KeypointFeatures features;
    private final int[] byHeight;

    private Corroboration(KeypointFeatures features) {
        this.features = features;
        this.byHeight = IntStream.range(0, features.count())
                .boxed()
                .sorted(Comparator.comparingDouble(features::y))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Returns how much the keypoints say for the motion from a to b: 0 or more, in natural units. */
    static double of(KeypointFeatures a, KeypointFeatures b, KeypointDistances distances, PlaneMotion motion) {
        return Math.min(
                new Corroboration(b).of(a, distances::nearestTo, motion),
                new Corroboration(a).of(b, distances::nearestFrom, motion.inverse()));
    }

    private double of(KeypointFeatures others, IntUnaryOperator nearest, PlaneMotion motion) {
        Set<Integer> cells = new HashSet<>();
        double expected = 0;
        for (int i = 0; i < others.count(); i++) {
            Window window = window(others, i, motion);
            int inside = 0;
            for (int at = firstBelow(window.y - window.radius); at < byHeight.length; at++) {
                int j = byHeight[at];
                if (features.y(j) > window.y + window.radius) {
                    break;
                }
                if (window.holds(features, j)) {
                    inside++;
                    if (nearest.applyAsInt(i) == j) {
                        cells.add(((int) (others.y(i) / CELL)) * 4096 + (int) (others.x(i) / CELL));
                    }
                }
            }
            expected += (double) inside / byHeight.length;
        }
        double least = Math.max(expected, LEAST_EXPECTED);
        int found = cells.size();
        return found > least ? found * StrictMath.log(found / least) - (found - least) : 0;
    }

    /** Where a keypoint should be, how large, and pointing where; nowhere for a radius of NaN. */
    private record Window(double x, double y, double radius, double octave, double direction) {

        boolean holds(KeypointFeatures features, int j) {
            double dx = features.x(j) - x;
            double dy = features.y(j) - y;
            return dx * dx + dy * dy <= radius * radius
                    && Math.abs(features.octave(j) - octave) <= 1
                    && PointPairs.angleBetween(features.direction(j), direction) <= Math.PI / 4;
        }
    }

    private static Window window(KeypointFeatures others, int i, PlaneMotion motion) {
        double x = others.x(i);
        double y = others.y(i);
        double growth = motion.growth(x, y);
        if (!(growth > 1e-4 && growth < 1e4)) {
            return new Window(0, 0, Double.NaN, 0, 0);
        }
        return new Window(
                motion.x(x, y),
                motion.y(x, y),
                WINDOW * Math.sqrt(Math.sqrt(growth)),
                others.octave(i) + StrictMath.log(growth) / StrictMath.log(4),
                motion.turned(x, y, others.direction(i)));
    }

    /** The first in the order of heights whose y is no less; none for NaN. */
    private int firstBelow(double y) {
        if (Double.isNaN(y)) {
            return byHeight.length;
        }
        int low = 0;
        int high = byHeight.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (features.y(byHeight[middle]) < y) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
