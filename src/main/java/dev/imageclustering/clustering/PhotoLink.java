package dev.imageclustering.clustering;

/**
 * Why two photos may be of one group.
 *
 * @param from the lower of the two
 * @param to the higher of the two
 * @param similarity of their descriptors, the cosine
 * @param closeness the same against the background of both: 1 for equal, 0 for as alike as others are
 * @param evidence what their local features say; none where they were not compared
 * @param strength all together, and the times; the scale on which {@link VerifiedGrouping#THRESHOLD} parts
 */
public record PhotoLink(int from, int to, double similarity, double closeness, PairEvidence evidence, double strength) {

    /** Returns how likely it is that the two belong together by this link alone: one half at the threshold. */
    public double probability() {
        return 1 / (1 + Math.exp(1.5 * (VerifiedGrouping.THRESHOLD - strength)));
    }

    /** Returns the same link with another strength. */
    PhotoLink withStrength(double other) {
        return new PhotoLink(from, to, similarity, closeness, evidence, other);
    }
}
