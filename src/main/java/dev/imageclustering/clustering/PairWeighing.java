package dev.imageclustering.clustering;

import java.util.Arrays;

/** Weighs single pairs of photos as {@link VerifiedGrouping} weighs its candidates, to tell what a link is made of. */
public final class PairWeighing {

    /** How many of the nearest photos of one make its background known. */
    public static final int NEIGHBOURS = LocalScale.FAR;

    private static final double EXACT = 1e-9;

    private PairWeighing() {}

    /**
     * One of two photos.
     *
     * @param near the cosine distances of its nearest photos, ascending, {@link #NEIGHBOURS} or as many as there are
     * @param time when it was taken, as in {@link DescribedPhotos}
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Photo(double[] near, long time) {}

    /**
     * Returns the link of two photos, which are 0 and 1 in it.
     *
     * @param distance the cosine distance of their descriptors
     * @param evidence what their local features say, none where they shall not be verified
     */
    public static PhotoLink weigh(Photo a, Photo b, double distance, PairEvidence evidence, GroupingOptions options) {
        DescribedPhotos both = new DescribedPhotos(new float[0], 2, 0, new long[] {a.time, b.time});
        double closeness =
                LocalScale.of(lists(a, b), options.typicalSimilarity()).closeness(0, 1, distance);
        double strength = new LinkStrength(both, options.verify()).of(0, 1, closeness, evidence);
        return new PhotoLink(0, 1, 1 - distance, closeness, evidence, strength);
    }

    private static NearestRows lists(Photo a, Photo b) {
        int k = Math.min(NEIGHBOURS, Math.min(a.near.length, b.near.length));
        double[] distances = Arrays.copyOf(a.near, 2 * k);
        System.arraycopy(b.near, 0, distances, k, k);
        return new NearestRows(2, k, new int[2 * k], distances);
    }

    /** Returns the strength of a distance of the tree: what {@link VerifiedGrouping#distance} makes it of. */
    public static double strength(double distance) {
        double strength = 8 / distance - 8;
        // The threshold has to come back as it is said.
        return Math.abs(strength - VerifiedGrouping.THRESHOLD) < EXACT ? VerifiedGrouping.THRESHOLD : strength;
    }
}
