package dev.imageclustering.similarity;

import dev.imageclustering.vision.HashOrientation;

/**
 * The hash of one picture in its eight orientations.
 *
 * @param hashes in the order of the orientations
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one comparison
record HashOrientations(long[] hashes) {

    private static final HashOrientation[] ALL = HashOrientation.values();

    static HashOrientations of(long hash) {
        long[] hashes = new long[ALL.length];
        for (int i = 0; i < ALL.length; i++) {
            hashes[i] = ALL[i].of(hash);
        }
        return new HashOrientations(hashes);
    }

    /** Returns the bits that differ in the orientation where they are fewest. */
    int distance(long other) {
        int least = Long.SIZE;
        for (long hash : hashes) {
            least = Math.min(least, Long.bitCount(hash ^ other));
        }
        return least;
    }

    /** Returns the orientation in which the fewest bits differ, the first of equal ones. */
    HashOrientation nearest(long other) {
        int best = 0;
        for (int i = 1; i < hashes.length; i++) {
            if (Long.bitCount(hashes[i] ^ other) < Long.bitCount(hashes[best] ^ other)) {
                best = i;
            }
        }
        return ALL[best];
    }
}
