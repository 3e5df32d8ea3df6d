package dev.imageclustering.clustering;

/** Numbers that rows have by their values, wherever they stand: what is drawn or decided by them has no order. */
@SuppressWarnings("ArrayRecordComponent")
record RowHash(float[] rows, int d) {

    /** The mix of MurmurHash3 (A. Appleby) for each value; zeros are equal whatever their sign. Time O(d). */
    long of(int row) {
        long hash = 0;
        for (int k = row * d; k < (row + 1) * d; k++) {
            hash ^= Float.floatToIntBits(rows[k] + 0.0f);
            hash *= 0xff51afd7ed558ccdL;
            hash ^= hash >>> 33;
        }
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
