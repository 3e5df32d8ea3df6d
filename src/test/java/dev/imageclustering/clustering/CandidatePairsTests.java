package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Which pairs are compared at all. */
class CandidatePairsTests {

    private static final int NOISE = FlatClustering.NOISE;

    @Test
    void comparesTheNearestByShapeToo() {
        MadePhotos photos = new MadePhotos(100, 1).onItsSide(7, 93).matching(7, 93, 30);

        assertThat(photos.labels()).containsOnly(NOISE);
        assertThat(photos.groupingWith(MadePhotos.OPTIONS.withShapeComponents(MadePhotos.D / 2))
                        .clustering()
                        .labels())
                .satisfies(labels -> {
                    assertThat(labels[7]).isZero();
                    assertThat(labels[93]).isZero();
                });
    }

    @Test
    void comparesNothingByShapeWhereAllComponentsAreShape() {
        MadePhotos photos = new MadePhotos(100, 1).onItsSide(7, 93).matching(7, 93, 30);

        assertThat(photos.groupingWith(MadePhotos.OPTIONS.withShapeComponents(MadePhotos.D))
                        .clustering()
                        .labels())
                .containsOnly(NOISE);
    }

    @Test
    void asksForEachPairOnce() {
        MadePhotos photos = new MadePhotos(100, 1);
        Set<List<Integer>> asked = ConcurrentHashMap.newKeySet();
        PairVerifier verifier = (a, b, mirrorToo) -> {
            assertThat(a).isLessThan(b);
            assertThat(asked.add(List.of(a, b))).isTrue();
            return PairEvidence.NONE;
        };

        VerifiedGrouping.of(photos.input(), verifier, MadePhotos.OPTIONS, RunMonitor.NONE);

        assertThat(asked.size()).isBetween(500, 1000);
    }

    @Test
    void looksForMirroredCopiesAmongTheNearestOnly() {
        MadePhotos photos = new MadePhotos(100, 1);
        Set<List<Integer>> asked = ConcurrentHashMap.newKeySet();

        VerifiedGrouping.of(
                photos.input(),
                (a, b, mirrorToo) -> {
                    if (mirrorToo) {
                        asked.add(List.of(a, b));
                    }
                    return PairEvidence.NONE;
                },
                MadePhotos.OPTIONS,
                RunMonitor.NONE);

        assertThat(asked.size()).isBetween(150, 300);
    }
}
