package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * For each of n places the k places with the lowest estimates that it was offered; of equal ones those with the lowest
 * numbers, so that the order of the offers makes no difference. Binary heaps with the highest on top, in one array;
 * estimate and number are one {@code long} that sorts like the pair. A place may be written by one thread at a time.
 */
final class NearestLists {

    private static final long FREE = key(Float.POSITIVE_INFINITY, -1);

    private final int k;
    private final long[] heaps;

    NearestLists(int n, int k) {
        this.k = k;
        this.heaps = new long[Math.multiplyExact(n, k)];
        Arrays.fill(heaps, FREE);
    }

    int k() {
        return k;
    }

    private static long key(float estimate, int other) {
        int bits = Float.floatToIntBits(estimate);
        return (long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32 | (other & 0xffffffffL);
    }

    private static float estimate(long key) {
        int sortable = (int) (key >> 32);
        return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & Integer.MAX_VALUE));
    }

    /** Returns the estimate that none that was left out is below: infinite while there is room. */
    float bound(int place) {
        return k == 0 ? Float.NEGATIVE_INFINITY : estimate(heaps[place * k]);
    }

    /** Takes the other in if it is among the lowest, and tells whether it is. Time O(log k). */
    boolean offer(int place, float estimate, int other) {
        if (k == 0) {
            return false;
        }
        long key = key(estimate, other);
        int top = place * k;
        if (key >= heaps[top]) {
            return false;
        }
        int hole = 0;
        for (int child = 1; child < k; child = 2 * hole + 1) {
            if (child + 1 < k && heaps[top + child + 1] > heaps[top + child]) {
                child++;
            }
            if (key >= heaps[top + child]) {
                break;
            }
            heaps[top + hole] = heaps[top + child];
            hole = child;
        }
        heaps[top + hole] = key;
        return true;
    }

    /** Writes the others of a place and their estimates to the arrays, in any order, and returns how many there are. */
    int others(int place, int[] others, float[] estimates) {
        int count = 0;
        for (int at = place * k; at < (place + 1) * k; at++) {
            if (heaps[at] != FREE) {
                estimates[count] = estimate(heaps[at]);
                others[count++] = (int) heaps[at];
            }
        }
        return count;
    }
}
