package dev.imageclustering.clustering;

import java.util.stream.IntStream;

/**
 * Finds the 64-bit hashes within a number of bits of a given one, exactly. The hashes are sorted into buckets by each
 * of four bands of 16 bits. Of two hashes that differ in {@code r = 4 s + a} bits either one of the first {@code a + 1}
 * bands differs in at most s, or one of the others in at most {@code s - 1} (the pigeonhole principle), so that only the
 * buckets within as many bits of a query's bands have to be looked at (M. Norouzi, A. Punjani, D. J. Fleet, Fast Search
 * in Hamming Space with Multi-Index Hashing, CVPR 2012, section 3). Where those would be more than the hashes, all
 * hashes are compared instead.
 *
 * <p>Memory: 48 bytes a hash and 1 MB. Immutable as long as the array is left alone; thread-safe.
 */
public final class HammingIndex {

    private static final int BANDS = 4;
    private static final int BAND_BITS = 16;
    private static final int BUCKETS = 1 << BAND_BITS;
    /** Two bits more in a band are 696 buckets; beyond that comparing everything is as fast. */
    private static final int MOST_BAND_RADIUS = 2;
    /** How many comparisons in a row take as long as a look into a bucket that may be anywhere. */
    private static final int COMPARISONS_A_BUCKET = 12;
    /** So many hashes are counted at once before any is looked at: a loop that vectorises. */
    private static final int BLOCK = 512;

    /** The 16-bit values by their number of bits: all with none, with one, with two. */
    private static final int[][] FLIPS = {flips(0), flips(1), flips(2)};

    private final long[] hashes;
    private final int[][] starts = new int[BANDS][];
    private final int[][] members = new int[BANDS][];
    /** The hashes in the order of the members, so that a bucket is read in one go. */
    private final long[][] sorted = new long[BANDS][];

    private HammingIndex(long[] hashes) {
        this.hashes = hashes;
    }

    /** Is told of a hash that was found. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Takes a hash in.
         *
         * @param i its place
         * @param distance the bits that differ, {@code 0..64}
         */
        void visit(int i, int distance);
    }

    /** Returns an index of the hashes, which are not copied. Time and memory O(n). */
    public static HammingIndex of(long[] hashes) {
        HammingIndex index = new HammingIndex(hashes);
        IntStream.range(0, BANDS).forEach(index::sort);
        return index;
    }

    private void sort(int band) {
        int[] ends = new int[BUCKETS + 1];
        for (long hash : hashes) {
            ends[bucket(hash, band) + 1]++;
        }
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            ends[bucket + 1] += ends[bucket];
        }
        int[] next = ends.clone();
        int[] places = new int[hashes.length];
        long[] values = new long[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            int place = next[bucket(hashes[i], band)]++;
            places[place] = i;
            values[place] = hashes[i];
        }
        starts[band] = ends;
        members[band] = places;
        sorted[band] = values;
    }

    /**
     * Visits every hash within the radius once, in no particular order.
     *
     * @param radius at least 0
     */
    public void forEachWithin(long hash, int radius, Visitor visitor) {
        if (radius / BANDS > MOST_BAND_RADIUS || hashes.length < buckets(radius) * COMPARISONS_A_BUCKET) {
            forEachWithin(hashes, hashes.length, hash, radius, visitor);
            return;
        }
        for (int band = 0; band < BANDS; band++) {
            int bucket = bucket(hash, band);
            for (int bits = 0; bits <= bandRadius(radius, band); bits++) {
                for (int flip : FLIPS[bits]) {
                    look(hash, radius, band, bucket ^ flip, visitor);
                }
            }
        }
    }

    /** Returns in how many bits the band may differ where no earlier one leads to the hash, -1 for none. */
    private static int bandRadius(int radius, int band) {
        return radius / BANDS - (band <= radius % BANDS ? 0 : 1);
    }

    /** Visits every one of the first n hashes within the radius, by comparing all: O(n), a billion a second and more. */
    public static void forEachWithin(long[] hashes, int n, long hash, int radius, Visitor visitor) {
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            if (count(hashes, from, to, hash, radius) > 0) {
                visit(hashes, from, to, hash, radius, visitor);
            }
        }
    }

    private static int count(long[] hashes, int from, int to, long hash, int radius) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Long.bitCount(hash ^ hashes[i]) <= radius ? 1 : 0;
        }
        return count;
    }

    private static void visit(long[] hashes, int from, int to, long hash, int radius, Visitor visitor) {
        for (int i = from; i < to; i++) {
            int distance = Long.bitCount(hash ^ hashes[i]);
            if (distance <= radius) {
                visitor.visit(i, distance);
            }
        }
    }

    private void look(long hash, int radius, int band, int bucket, Visitor visitor) {
        int end = starts[band][bucket + 1];
        long[] values = sorted[band];
        for (int at = starts[band][bucket]; at < end; at++) {
            long differing = hash ^ values[at];
            int distance = Long.bitCount(differing);
            if (distance <= radius && !isFoundBefore(differing, radius, band)) {
                visitor.visit(members[band][at], distance);
            }
        }
    }

    /** Tells whether an earlier band has led to the hash already. */
    private static boolean isFoundBefore(long differing, int radius, int band) {
        for (int earlier = 0; earlier < band; earlier++) {
            if (Integer.bitCount(bucket(differing, earlier)) <= bandRadius(radius, earlier)) {
                return true;
            }
        }
        return false;
    }

    private static int bucket(long hash, int band) {
        return (int) (hash >>> (band * BAND_BITS)) & (BUCKETS - 1);
    }

    private static int buckets(int radius) {
        int buckets = 0;
        for (int band = 0; band < BANDS; band++) {
            for (int bits = 0; bits <= bandRadius(radius, band); bits++) {
                buckets += FLIPS[bits].length;
            }
        }
        return buckets;
    }

    private static int[] flips(int bits) {
        return IntStream.range(0, BUCKETS)
                .filter(value -> Integer.bitCount(value) == bits)
                .toArray();
    }
}
