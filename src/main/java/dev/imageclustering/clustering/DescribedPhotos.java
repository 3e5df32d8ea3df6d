package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The photos to group: row i of all is photo i. The arrays are not copied.
 *
 * @param points the descriptors one after the other, {@code n * d} finite values; photos are as alike as the cosine of
 *     theirs
 * @param times when each was taken, in milliseconds of one clock, or {@link #UNKNOWN}
 */
@SuppressWarnings("ArrayRecordComponent")
public record DescribedPhotos(float[] points, int n, int d, long[] times) {

    /** The time of a photo of which none is known. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    public DescribedPhotos {
        if (times.length != n) {
            throw new IllegalArgumentException("%d photos, but %d times".formatted(n, times.length));
        }
    }

    /** Returns components from to to - 1 of all descriptors, one after the other. */
    float[] components(int from, int to) {
        float[] part = new float[n * (to - from)];
        for (int i = 0; i < n; i++) {
            System.arraycopy(points, i * d + from, part, i * (to - from), to - from);
        }
        return part;
    }

    /** Returns photos of which no time is known. */
    public static DescribedPhotos withoutTimes(float[] points, int n, int d) {
        long[] times = new long[n];
        Arrays.fill(times, UNKNOWN);
        return new DescribedPhotos(points, n, d, times);
    }
}
