package dev.imageclustering.vision;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Pairs of keypoints of two pictures that look alike and like nothing else there: each the nearest of the other, and
 * clearly nearer than the second nearest as seen from one of them at least (Lowe 2004, section 7.1). Pair m is keypoint
 * {@code from[m]} of the one and {@code to[m]} of the other picture; the clearest pairs come first, of equally clear
 * ones that with the lower keypoints.
 */
@SuppressWarnings("ArrayRecordComponent")
record KeypointMatches(int[] from, int[] to) {

    /** Of squared distances, since these are compared. */
    private static final double RATIO = 0.85 * 0.85;

    private static final double RATIO_STEPS = 1 << 20;

    /** Which way round two pictures are given makes no difference but in the order of the pairs. */
    static KeypointMatches of(KeypointDistances distances) {
        long[] pairs = IntStream.range(0, distances.countOfA())
                .filter(distances::isMutual)
                .mapToLong(i -> packed(distances.clarity(i), i, distances.nearestTo(i)))
                .filter(pair -> pair >= 0)
                .sorted()
                .toArray();
        int index = KeypointDistances.INDEX;
        return new KeypointMatches(
                Arrays.stream(pairs)
                        .mapToInt(pair -> (int) (pair >> KeypointDistances.INDEX_BITS) & index)
                        .toArray(),
                Arrays.stream(pairs).mapToInt(pair -> (int) pair & index).toArray());
    }

    /** The ratio in the highest bits, then i, then j, so that packed pairs sort as promised; -1 for no clear pair. */
    private static long packed(double ratio, int i, int j) {
        if (!(ratio < RATIO)) {
            return -1;
        }
        return ((long) (ratio * RATIO_STEPS) << KeypointDistances.INDEX_BITS | i) << KeypointDistances.INDEX_BITS | j;
    }

    int size() {
        return from.length;
    }
}
