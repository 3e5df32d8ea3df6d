package dev.imageclustering.clustering;

/**
 * The strength of a link between two photos: one for each place that both show, what all keypoints say to that, the
 * closeness of their descriptors, and a little for the times. Two photos without any common place need descriptors that
 * leave no doubt; with a few places, which may be chance, they need more that speaks for them.
 */
record LinkStrength(DescribedPhotos input, boolean verify) {

    /** A closeness of one quarter counts as much as four places. */
    private static final double CLOSENESS = 16;

    /**
     * With fewer local features than this a picture is so plain that its descriptor is little more than a colour: clear
     * skies are alike without being the same, and so are logos.
     */
    private static final int TEXTURED = 128;

    /** The corroboration that says neither yes nor no; three more count as much as one place, within these limits. */
    private static final double UNDECIDED = 13;

    private static final double CORROBORATION = 1.0 / 3;
    private static final double MOST_AGAINST = 1.75;
    private static final double MOST_FOR = 1.25;

    /** A chance match has one more try in the mirror. */
    private static final int MIRROR_COST = 1;

    /** Without verification: the closeness that is as good as the threshold. */
    private static final double ENOUGH = 0.16;

    private static final long BURST_MILLIS = 2_000;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long OTHER_DAY_MILLIS = 12 * 3_600_000L;

    double of(int i, int j, double closeness, PairEvidence evidence) {
        double seen = verify ? verified(closeness, evidence) : closeness / ENOUGH * VerifiedGrouping.THRESHOLD;
        return Math.max(0, seen + time(input.times()[i], input.times()[j]));
    }

    private static double verified(double closeness, PairEvidence evidence) {
        double trust = Math.min(1, (double) evidence.comparable() / TEXTURED);
        int places = evidence.inliers() - (evidence.mirrored() ? MIRROR_COST : 0);
        return places + corroborated(evidence) + CLOSENESS * Math.min(closeness, Math.max(0, closeness) * trust);
    }

    private static double corroborated(PairEvidence evidence) {
        return evidence.inliers() == 0
                ? 0
                : Math.clamp(CORROBORATION * (evidence.corroboration() - UNDECIDED), -MOST_AGAINST, MOST_FOR);
    }

    /** Never enough to link two photos, nor to part two that clearly match: cameras' clocks are wrong often enough. */
    private static double time(long one, long other) {
        if (one == DescribedPhotos.UNKNOWN || other == DescribedPhotos.UNKNOWN) {
            return 0;
        }
        long apart = Math.abs(one - other);
        if (apart <= BURST_MILLIS) {
            return 1.5;
        }
        if (apart <= MINUTE_MILLIS) {
            return 0.5;
        }
        return apart >= OTHER_DAY_MILLIS ? -0.5 : 0;
    }
}
