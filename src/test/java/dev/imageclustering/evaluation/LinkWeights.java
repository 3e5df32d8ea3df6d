package dev.imageclustering.evaluation;

import dev.imageclustering.clustering.PhotoLink;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The constants of a link's strength as they might have been chosen; the times and the guard are left out. */
record LinkWeights(double closeness, double corroboration, double undecided, double threshold) {

    private static final double MARGIN = 0.5;
    private static final int TEXTURED = 128;

    static Stream<LinkWeights> all() {
        return DoubleStream.of(12, 16, 20)
                .boxed()
                .flatMap(closeness -> DoubleStream.of(0, 0.15, 0.25, 0.35)
                        .boxed()
                        .flatMap(corroboration -> DoubleStream.of(11, 13, 15)
                                .mapToObj(undecided -> new LinkWeights(closeness, corroboration, undecided, 0))));
    }

    /** Returns the same with a threshold that is half a place above what is wrong. */
    LinkWeights above(List<PhotoLink> wrong) {
        double strongest = wrong.stream().mapToDouble(this::strength).max().orElse(0);
        return new LinkWeights(closeness, corroboration, undecided, strongest + MARGIN);
    }

    double strength(PhotoLink link) {
        int inliers = link.evidence().inliers();
        double trust = Math.min(1, (double) link.evidence().comparable() / TEXTURED);
        double all = inliers == 0
                ? 0
                : Math.clamp(corroboration * (link.evidence().corroboration() - undecided), -1.75, 1.25);
        return inliers
                - (link.evidence().mirrored() ? 1 : 0)
                + all
                + closeness * Math.min(link.closeness(), Math.max(0, link.closeness()) * trust);
    }

    int[] labels(int n, List<PhotoLink> links) {
        return Connected.labels(
                n, links.stream().filter(link -> strength(link) >= threshold).toList());
    }
}
