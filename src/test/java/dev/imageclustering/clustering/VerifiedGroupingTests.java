package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedGroupingTests {

    private static final int NOISE = FlatClustering.NOISE;

    @Test
    void groupsWhatIsVerified() {
        MadePhotos photos =
                new MadePhotos(6, 1).matching(0, 3, 20).matching(1, 4, 20).matching(4, 5, 20);

        assertThat(photos.labels()).containsExactly(1, 0, NOISE, 1, 0, 0);
    }

    @Test
    void tellsWhyTwoPhotosAreTogether() {
        VerifiedGrouping grouping = new MadePhotos(6, 1).matching(0, 3, 20).grouping();

        assertThat(grouping.links()).anySatisfy(link -> {
            assertThat(link.from()).isZero();
            assertThat(link.to()).isEqualTo(3);
            assertThat(link.evidence().inliers()).isEqualTo(20);
            assertThat(link.probability()).isGreaterThan(0.99);
        });
        assertThat(grouping.clustering().probabilities()[0]).isGreaterThan(0.99);
        assertThat(grouping.clustering().probabilities()[1]).isZero();
        assertThat(grouping.clustering().outlierScores()[1]).isEqualTo(1);
    }

    @Test
    void makesATreeWhoseCutAreTheGroups() {
        MadePhotos photos =
                MadePhotos.twoGroups(16).near(0, 16, 0.05).matching(0, 16, 6).matching(3, 20, 3);
        VerifiedGrouping grouping = photos.grouping();
        DisjointSets sets = new DisjointSets(photos.n);
        for (int e = 0; e < grouping.tree().edges(); e++) {
            if (grouping.tree().weight()[e] <= VerifiedGrouping.CUT) {
                sets.union(grouping.tree().from()[e], grouping.tree().to()[e]);
            }
        }

        int[] labels = grouping.clustering().labels();
        for (int i = 0; i < photos.n; i++) {
            for (int j = 0; j < i; j++) {
                boolean together = labels[i] != NOISE && labels[i] == labels[j];
                assertThat(sets.find(i) == sets.find(j)).isEqualTo(together);
            }
        }
        assertThat(grouping.tree().edges()).isGreaterThan(photos.n - 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void leavesFewUnrelatedPhotosAlone(int n) {
        VerifiedGrouping grouping = new MadePhotos(n, 1).grouping();

        int[] noise = new int[n];
        Arrays.fill(noise, NOISE);
        assertThat(grouping.clustering().labels()).isEqualTo(noise);
        assertThat(grouping.tree().points()).isEqualTo(n);
    }

    @Test
    void groupsTwoPhotos() {
        assertThat(new MadePhotos(2, 1).matching(0, 1, 30).labels()).containsExactly(0, 0);
    }

    @Test
    void endsWhenItIsCancelled() {
        RunMonitor cancelled = new RunMonitor() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatExceptionOfType(RunCancelled.class)
                .isThrownBy(() -> VerifiedGrouping.of(
                        new MadePhotos(10, 1).input(), (a, b, m) -> PairEvidence.NONE, MadePhotos.OPTIONS, cancelled));
    }

    @Test
    void tellsHowFarItHasCome() {
        Set<String> phases = ConcurrentHashMap.newKeySet();
        RunMonitor monitor = new RunMonitor() {
            @Override
            public void progress(String phase, long done, long total) {
                phases.add(phase);
            }
        };

        VerifiedGrouping.of(new MadePhotos(10, 1).input(), (a, b, m) -> PairEvidence.NONE, MadePhotos.OPTIONS, monitor);

        assertThat(phases).contains("neighbours", "verifying");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupingOptions(true, 31, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupingOptions(true, 10, 11, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupingOptions(true, 10, 3, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MadePhotos.OPTIONS.withShapeComponents(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DescribedPhotos(new float[MadePhotos.D], 1, MadePhotos.D, new long[2]));
    }

    @Test
    void turnsStrengthIntoDistance() {
        assertThat(VerifiedGrouping.distance(0)).isEqualTo(1);
        assertThat(VerifiedGrouping.distance(8)).isCloseTo(0.5, within(1e-12));
        assertThat(VerifiedGrouping.CUT).isBetween(0.5, 0.6);
    }
}
