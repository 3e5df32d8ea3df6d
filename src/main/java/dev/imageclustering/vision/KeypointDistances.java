package dev.imageclustering.vision;

import java.util.Arrays;

/**
 * The nearest and the second nearest keypoint of another picture, for every keypoint of two pictures; of equally near
 * ones the lowest.
 *
 * <p>Time O(n m 64), memory O((n + m) 64). The loops run over separate arrays that share one index, which the compiler
 * turns into vector code; products are summed in 16 bits, twice as many at a time as in 32. What overflows on the way
 * comes back: no whole sum leaves the range, by the bound that {@link KeypointFeatures} puts on a vector's length.
 */
final class KeypointDistances {

    /** A distance and an index share an int, so that the smallest distance brings its index with it. */
    static final int INDEX_BITS = 10;

    static final int INDEX = (1 << INDEX_BITS) - 1;

    private static final int LENGTH = KeypointFeatures.LENGTH;

    private final int[] nearestOfA;
    private final int[] secondOfA;
    private final int[] nearestOfB;
    private final int[] secondOfB;

    private KeypointDistances(int n, int m) {
        nearestOfA = new int[n];
        secondOfA = new int[n];
        nearestOfB = new int[m];
        secondOfB = new int[m];
        Arrays.fill(nearestOfB, Integer.MAX_VALUE);
        Arrays.fill(secondOfB, Integer.MAX_VALUE);
    }

    /** Compares every keypoint of the one with every keypoint of the other picture; each needs two at least. */
    static KeypointDistances of(KeypointFeatures a, KeypointFeatures b) {
        KeypointDistances distances = new KeypointDistances(a.count(), b.count());
        short[][] columns = columns(b);
        int[] squares = b.squaredLengths();
        short[] products = new short[b.count()];
        int[] keys = new int[b.count()];
        int[] rest = new int[b.count()];
        short[] row = new short[LENGTH];
        for (int i = 0; i < a.count(); i++) {
            multiply(a, i, row, columns, products);
            join(a.squaredLength(i), squares, products, keys);
            rank(keys, i, distances.nearestOfB, distances.secondOfB);
            fold(keys, rest);
            distances.nearestOfA[i] = keys[0];
            distances.secondOfA[i] = rest[0];
        }
        return distances;
    }

    /** Returns how many keypoints a has. */
    int countOfA() {
        return nearestOfA.length;
    }

    /** Tells whether keypoint i of a is the nearest of its nearest. */
    boolean isMutual(int i) {
        return (nearestOfB[nearestTo(i)] & INDEX) == i;
    }

    /** Returns the keypoint of b that is nearest to keypoint i of a. */
    int nearestTo(int i) {
        return nearestOfA[i] & INDEX;
    }

    /** Returns the keypoint of a that is nearest to keypoint j of b. */
    int nearestFrom(int j) {
        return nearestOfB[j] & INDEX;
    }

    /**
     * Returns the squared distance of i and its nearest, divided by that of the second nearest; the smaller of the two
     * that the two pictures give. {@code [0, 1]}; 1 where both are 0.
     */
    double clarity(int i) {
        int j = nearestTo(i);
        return Math.min(ratio(nearestOfA[i], secondOfA[i]), ratio(nearestOfB[j], secondOfB[j]));
    }

    private static double ratio(int nearest, int second) {
        int distance = second >> INDEX_BITS;
        return distance == 0 ? 1 : (double) (nearest >> INDEX_BITS) / distance;
    }

    private static short[][] columns(KeypointFeatures features) {
        short[][] columns = new short[LENGTH][features.count()];
        byte[] vectors = features.vectors();
        for (int j = 0; j < features.count(); j++) {
            for (int k = 0; k < LENGTH; k++) {
                columns[k][j] = vectors[j * LENGTH + k];
            }
        }
        return columns;
    }

    private static void multiply(KeypointFeatures a, int i, short[] row, short[][] columns, short[] products) {
        for (int k = 0; k < LENGTH; k++) {
            row[k] = (short) a.component(i, k);
        }
        Arrays.fill(products, (short) 0);
        for (int k = 0; k < LENGTH; k += 8) {
            addEight(row, k, columns, products);
        }
    }

    private static void addEight(short[] row, int k, short[][] columns, short[] products) {
        short[] c0 = columns[k];
        short[] c1 = columns[k + 1];
        short[] c2 = columns[k + 2];
        short[] c3 = columns[k + 3];
        short[] c4 = columns[k + 4];
        short[] c5 = columns[k + 5];
        short[] c6 = columns[k + 6];
        short[] c7 = columns[k + 7];
        short r0 = row[k];
        short r1 = row[k + 1];
        short r2 = row[k + 2];
        short r3 = row[k + 3];
        short r4 = row[k + 4];
        short r5 = row[k + 5];
        short r6 = row[k + 6];
        short r7 = row[k + 7];
        for (int j = 0; j < products.length; j++) {
            products[j] = (short) (products[j]
                    + r0 * c0[j]
                    + r1 * c1[j]
                    + r2 * c2[j]
                    + r3 * c3[j]
                    + r4 * c4[j]
                    + r5 * c5[j]
                    + r6 * c6[j]
                    + r7 * c7[j]);
        }
    }

    /** Makes squared distances from products, each with its index. */
    private static void join(int square, int[] squares, short[] products, int[] keys) {
        for (int j = 0; j < keys.length; j++) {
            keys[j] = (square + squares[j] - 2 * products[j]) << INDEX_BITS | j;
        }
    }

    /** Takes row i into account in the two smallest of each column. */
    private static void rank(int[] keys, int i, int[] nearest, int[] second) {
        for (int j = 0; j < keys.length; j++) {
            int key = (keys[j] & ~INDEX) | i;
            second[j] = Math.min(second[j], Math.max(nearest[j], key));
            nearest[j] = Math.min(nearest[j], key);
        }
    }

    /** Brings the smallest key to {@code keys[0]} and the second smallest to {@code rest[0]}, by halving; 2 at least. */
    private static void fold(int[] keys, int[] rest) {
        Arrays.fill(rest, Integer.MAX_VALUE);
        int n = keys.length;
        while (n > 1) {
            int half = n / 2;
            fold(keys, rest, n - half, half);
            n -= half;
        }
    }

    private static void fold(int[] smallest, int[] second, int from, int length) {
        for (int j = 0; j < length; j++) {
            int one = smallest[j];
            int other = smallest[j + from];
            second[j] = Math.min(Math.min(second[j], second[j + from]), Math.max(one, other));
            smallest[j] = Math.min(one, other);
        }
    }
}
