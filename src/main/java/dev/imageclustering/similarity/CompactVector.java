package dev.imageclustering.similarity;

/**
 * A vector in whole numbers of -127..127, a quarter of the memory of its floats. The cosine of two such differs from
 * that of the vectors they were made of by less than 0.002 (measured on the built-in descriptor).
 *
 * @param values the values as shares of the largest, rounded
 * @param scale what makes the length 1; 0 for a vector of zeros, which is like nothing
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the store, never changed
record CompactVector(byte[] values, float scale) {

    private static final int LARGEST = 127;

    static CompactVector of(float[] vector) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        byte[] values = new byte[vector.length];
        if (largest == 0 || !Float.isFinite(largest)) {
            return new CompactVector(values, 0);
        }
        long squares = 0;
        for (int k = 0; k < vector.length; k++) {
            values[k] = (byte) Math.round(vector[k] * LARGEST / largest);
            squares += values[k] * values[k];
        }
        return new CompactVector(values, (float) (1 / Math.sqrt((double) squares)));
    }

    /** Returns the cosine similarity, in -1..1; 1 for equal vectors. */
    double similarity(CompactVector other) {
        return cosine(dot(values, other.values, 0), scale, other.scale);
    }

    static double cosine(int dot, float scale, float otherScale) {
        return Math.clamp((double) dot * scale * otherScale, -1, 1);
    }

    /** Returns the dot product with the values that begin at a place of an array; the loop is one that vectorises. */
    static int dot(byte[] values, byte[] others, int from) {
        int sum = 0;
        for (int k = 0; k < values.length; k++) {
            sum += values[k] * others[from + k];
        }
        return sum;
    }
}
