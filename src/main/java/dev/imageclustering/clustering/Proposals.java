package dev.imageclustering.clustering;

/**
 * Vectors of another model than that of the descriptors, by which more pairs of photos are found that are worth a
 * comparison: they propose, and what the photos have in common is judged without them. The arrays are not copied.
 *
 * @param photos the photos that have one, ascending
 * @param points the vectors one after the other, {@code photos.length * d} finite values; photos are as alike as the
 *     cosine of theirs
 */
@SuppressWarnings("ArrayRecordComponent")
public record Proposals(int[] photos, float[] points, int d) {

    /** No proposals. */
    public static final Proposals NONE = new Proposals(new int[0], new float[0], 1);

    public Proposals {
        if ((long) photos.length * d != points.length) {
            throw new IllegalArgumentException(
                    "%d photos of %d values, but %d values".formatted(photos.length, d, points.length));
        }
        for (int i = 1; i < photos.length; i++) {
            if (photos[i] <= photos[i - 1]) {
                throw new IllegalArgumentException("photo %d after %d".formatted(photos[i], photos[i - 1]));
            }
        }
    }
}
