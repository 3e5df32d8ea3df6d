package dev.imageclustering.vision;

import java.util.Arrays;

/**
 * Arithmetic of whole rows of samples. Every loop but that of {@link #interleave} has all its arrays at one and the same
 * index, as the compiler turns such loops into vector instructions, which are ten times as fast, but none that look left and right:
 * there {@link #shift} first copies the row to where the index is the same.
 */
final class Rows {

    private Rows() {}

    /** Sets each of the first n to a weight times the other's. */
    static void scale(float[] from, float weight, float[] to, int n) {
        for (int x = 0; x < n; x++) {
            to[x] = weight * from[x];
        }
    }

    /** Adds {@code ab * (a + b) + cd * (c + d)} to each of the first n. */
    static void addPairs(float[] a, float[] b, float ab, float[] c, float[] d, float cd, float[] to, int n) {
        for (int x = 0; x < n; x++) {
            to[x] += ab * (a[x] + b[x]) + cd * (c[x] + d[x]);
        }
    }

    /** Adds {@code weightOfA * a + weightOfB * b} to each of the first n. */
    static void add(float[] a, float weightOfA, float[] b, float weightOfB, float[] to, int n) {
        for (int x = 0; x < n; x++) {
            to[x] += weightOfA * a[x] + weightOfB * b[x];
        }
    }

    /** Copies n samples that stand behind a margin, from so many further right on (or left, if negative). */
    static void shift(float[] withMargins, int margin, int by, float[] to, int n) {
        System.arraycopy(withMargins, margin + by, to, 0, n);
    }

    /** Writes the first n of both in turn. */
    static void interleave(float[] evens, float[] odds, int n, float[] to) {
        for (int x = 0; x < n; x++) {
            to[2 * x] = evens[x];
            to[2 * x + 1] = odds[x];
        }
    }

    /** Returns at least {@code height} rows of at least {@code width} samples: the given ones where they are enough. */
    static float[][] room(float[][] rows, int width, int height) {
        if (rows.length >= height && (height == 0 || rows[0].length >= width)) {
            return rows;
        }
        int longest = Math.max(width, rows.length == 0 ? 0 : rows[0].length);
        float[][] larger = new float[Math.max(height, rows.length)][];
        Arrays.setAll(larger, _ -> new float[longest]);
        return larger;
    }
}
