package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Grouping that compares no local features. */
class DescriptorOnlyGroupingTests {

    private static final int NOISE = FlatClustering.NOISE;

    @Test
    void groupsByDescriptorAloneWhenToldTo() {
        MadePhotos photos =
                new MadePhotos(40, 1).near(0, 3, 0.4).near(7, 9, 0.4).matching(1, 4, 50);
        PairVerifier never = (a, b, mirrorToo) -> {
            throw new AssertionError("compared " + a + " and " + b);
        };

        FlatClustering clustering = VerifiedGrouping.of(
                        photos.input(), never, GroupingOptions.descriptorOnly(0), RunMonitor.NONE)
                .clustering();

        assertThat(clustering.clusterCount()).isEqualTo(2);
        assertThat(clustering.labels()[0]).isEqualTo(clustering.labels()[3]).isNotEqualTo(NOISE);
        assertThat(clustering.labels()[7]).isEqualTo(clustering.labels()[9]).isNotEqualTo(NOISE);
    }

    @Test
    void asksForACloserDescriptorThanChanceGivesWhereNothingElseCounts() {
        assertThat(closenessThatIsGrouped(0.18)).isBetween(0.16, 0.17);
        assertThat(closenessThatIsGrouped(0.165)).isNaN();
    }

    /** NaN where the two are not grouped. */
    private static double closenessThatIsGrouped(double share) {
        VerifiedGrouping grouping = VerifiedGrouping.of(
                new MadePhotos(40, 1).near(0, 3, share).input(),
                (a, b, mirrorToo) -> PairEvidence.NONE,
                GroupingOptions.descriptorOnly(0),
                RunMonitor.NONE);
        return grouping.clustering().clusterCount() == 0
                ? Double.NaN
                : grouping.links().stream()
                        .filter(link -> link.from() == 0 && link.to() == 3)
                        .mapToDouble(PhotoLink::closeness)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void groupsByAnyModelWhoseTypicalSimilarityIsUnknown() {
        MadePhotos photos = new MadePhotos(60, 1).near(0, 3, 0.4);
        float[] raised = photos.points.clone();
        for (int i = 0; i < photos.n; i++) {
            raised[i * MadePhotos.D] += 0.7f;
        }

        FlatClustering clustering = VerifiedGrouping.of(
                        DescribedPhotos.withoutTimes(raised, photos.n, MadePhotos.D),
                        (a, b, mirrorToo) -> PairEvidence.NONE,
                        GroupingOptions.descriptorOnly(Double.NaN),
                        RunMonitor.NONE)
                .clustering();

        assertThat(clustering.clusterCount()).isEqualTo(1);
        assertThat(clustering.labels()[0]).isZero();
        assertThat(clustering.labels()[3]).isZero();
    }
}
