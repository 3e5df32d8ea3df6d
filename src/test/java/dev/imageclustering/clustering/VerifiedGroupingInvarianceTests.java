package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** What must make no difference to the groups. */
class VerifiedGroupingInvarianceTests {

    private static final int NOISE = FlatClustering.NOISE;

    @Test
    void groupsTheSameOnAnyNumberOfThreads() throws Exception {
        MadePhotos photos = MadePhotos.manyGroups();
        VerifiedGrouping here = photos.grouping();
        try (ForkJoinPool pool = new ForkJoinPool(7)) {
            VerifiedGrouping there = pool.submit(photos::grouping).get();

            assertThat(there.clustering().labels()).isEqualTo(here.clustering().labels());
            assertThat(there.clustering().probabilities())
                    .isEqualTo(here.clustering().probabilities());
            assertThat(there.tree().weight()).isEqualTo(here.tree().weight());
            assertThat(there.links()).isEqualTo(here.links());
        }
    }

    @Test
    void groupsTheSameInAnyOrder() {
        MadePhotos photos = MadePhotos.manyGroups();
        int[] labels = photos.labels();
        MadePhotos backwards = photos.backwards();

        int[] other = backwards.labels();

        for (int i = 0; i < photos.n; i++) {
            for (int j = 0; j < i; j++) {
                boolean together = labels[i] != NOISE && labels[i] == labels[j];
                int p = photos.n - 1 - i;
                int q = photos.n - 1 - j;
                assertThat(other[p] != NOISE && other[p] == other[q]).isEqualTo(together);
            }
        }
    }
}
