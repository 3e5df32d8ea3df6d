package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedGroupingTests {

    private static final int D = 1024;
    private static final int NOISE = FlatClustering.NOISE;
    private static final GroupingOptions OPTIONS = GroupingOptions.verified(0);

    @Test
    void groupsWhatIsVerified() {
        MadePhotos photos =
                new MadePhotos(6, 1).matching(0, 3, 20).matching(1, 4, 20).matching(4, 5, 20);

        assertThat(photos.labels()).containsExactly(1, 0, NOISE, 1, 0, 0);
    }

    @Test
    void leavesWhatOnlyLooksAlittleAlike() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 5).matching(1, 4, 4);

        assertThat(photos.labels()).containsOnly(NOISE);
    }

    @Test
    void takesFewPlacesWhereTheDescriptorsAreClose() {
        MadePhotos photos =
                new MadePhotos(6, 1).near(0, 3, 0.25).matching(0, 3, 3).near(1, 4, 0.25);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void takesDescriptorsAloneWhereTheyLeaveNoDoubt() {
        MadePhotos photos = new MadePhotos(6, 1).near(0, 3, 0.5);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void doesNotTrustTheDescriptorsOfPlainPictures() {
        MadePhotos photos = new MadePhotos(6, 1).near(0, 3, 0.5).plain();

        assertThat(photos.labels()).containsOnly(NOISE);
    }

    @Test
    void trustsDescriptorsTheLessTheFewerKeypointsThereAre() {
        MadePhotos photos = new MadePhotos(6, 1).near(0, 3, 0.45);

        assertThat(photos.comparable(128).labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
        assertThat(photos.comparable(96).labels()).containsOnly(NOISE);
    }

    @Test
    void takesAPlaceOffWhatIsMirrored() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 7);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
        assertThat(photos.mirroring().labels()).containsOnly(NOISE);
    }

    @Test
    void takesFewPlacesThatAllKeypointsSpeakFor() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 6);

        assertThat(photos.labels()).containsOnly(NOISE);
        assertThat(photos.corroborated(20).labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void doesNotTakeFewPlacesThatAllKeypointsSpeakAgainst() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 8);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
        assertThat(photos.corroborated(3).labels()).containsOnly(NOISE);
    }

    @Test
    void takesManyPlacesWhateverAllKeypointsSay() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 20).corroborated(0);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void comparesTheNearestByShapeToo() {
        MadePhotos photos = new MadePhotos(100, 1).onItsSide(7, 93).matching(7, 93, 30);

        assertThat(photos.labels()).containsOnly(NOISE);
        assertThat(photos.groupingWith(OPTIONS.withShapeComponents(D / 2))
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

        assertThat(photos.groupingWith(OPTIONS.withShapeComponents(D))
                        .clustering()
                        .labels())
                .containsOnly(NOISE);
    }

    @Test
    void takesTheSameSecondForEvidence() {
        MadePhotos photos =
                new MadePhotos(6, 1).matching(0, 3, 6).matching(1, 4, 6).matching(2, 5, 6);
        long day = 24 * 3_600_000L;
        long[] times = {0, 10 * day, DescribedPhotos.UNKNOWN, 1_000, 11 * day, 0};

        assertThat(photos.taken(times).labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void neverGroupsByTimeAlone() {
        assertThat(new MadePhotos(20, 1).taken(new long[20]).labels()).containsOnly(NOISE);
    }

    @Test
    void neverPartsByTimeWhatClearlyMatches() {
        long[] times = {0, 0, 0, 1_000L * 24 * 3_600_000, 0, 0};

        assertThat(new MadePhotos(6, 1).matching(0, 3, 20).taken(times).labels()[3])
                .isZero();
    }

    @Test
    void keepsTwoGroupsApartThatOneWeakLinkJoins() {
        MadePhotos photos = twoGroups(16).near(0, 16, 0.05).matching(0, 16, 6);

        assertThat(photos.clustering().clusterCount()).isEqualTo(2);
    }

    @Test
    void joinsTwoGroupsThatAStrongLinkJoins() {
        MadePhotos photos = twoGroups(16).near(0, 16, 0.3).matching(0, 16, 30);

        assertThat(photos.clustering().clusterCount()).isEqualTo(1);
    }

    @Test
    void joinsTwoGroupsThatManyWeakLinksJoin() {
        MadePhotos photos = twoGroups(16);
        for (int i = 0; i < 8; i++) {
            photos.matching(i, 16 + i, 8).near(i, 16 + i, 0.05);
        }

        assertThat(photos.clustering().clusterCount()).isEqualTo(1);
    }

    @Test
    void followsPanoramaOfWhichEachShowsOnlyTheNext() {
        MadePhotos photos = new MadePhotos(30, 1);
        for (int i = 0; i + 1 < 30; i++) {
            photos.matching(i, i + 1, 40).near(i, i + 1, 0.3);
        }

        assertThat(photos.labels()).containsOnly(0);
    }

    @Test
    void makesATreeWhoseCutAreTheGroups() {
        MadePhotos photos = twoGroups(16).near(0, 16, 0.05).matching(0, 16, 6).matching(3, 20, 3);
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
            raised[i * D] += 0.7f;
        }

        FlatClustering clustering = VerifiedGrouping.of(
                        DescribedPhotos.withoutTimes(raised, photos.n, D),
                        (a, b, mirrorToo) -> PairEvidence.NONE,
                        GroupingOptions.descriptorOnly(Double.NaN),
                        RunMonitor.NONE)
                .clustering();

        assertThat(clustering.clusterCount()).isEqualTo(1);
        assertThat(clustering.labels()[0]).isZero();
        assertThat(clustering.labels()[3]).isZero();
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
    void asksForEachPairOnce() {
        MadePhotos photos = new MadePhotos(100, 1);
        Set<List<Integer>> asked = ConcurrentHashMap.newKeySet();
        PairVerifier verifier = (a, b, mirrorToo) -> {
            assertThat(a).isLessThan(b);
            assertThat(asked.add(List.of(a, b))).isTrue();
            return PairEvidence.NONE;
        };

        VerifiedGrouping.of(photos.input(), verifier, OPTIONS, RunMonitor.NONE);

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
                OPTIONS,
                RunMonitor.NONE);

        assertThat(asked.size()).isBetween(150, 300);
    }

    @Test
    void groupsTheSameOnAnyNumberOfThreads() throws Exception {
        MadePhotos photos = manyGroups();
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
        MadePhotos photos = manyGroups();
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
                        new MadePhotos(10, 1).input(), (a, b, m) -> PairEvidence.NONE, OPTIONS, cancelled));
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

        VerifiedGrouping.of(new MadePhotos(10, 1).input(), (a, b, m) -> PairEvidence.NONE, OPTIONS, monitor);

        assertThat(phases).contains("neighbours", "verifying");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupingOptions(true, 31, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupingOptions(true, 10, 11, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupingOptions(true, 10, 3, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withShapeComponents(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DescribedPhotos(new float[D], 1, D, new long[2]));
    }

    @Test
    void turnsStrengthIntoDistance() {
        assertThat(VerifiedGrouping.distance(0)).isEqualTo(1);
        assertThat(VerifiedGrouping.distance(8)).isCloseTo(0.5, within(1e-12));
        assertThat(VerifiedGrouping.CUT).isBetween(0.5, 0.6);
    }

    private static MadePhotos manyGroups() {
        MadePhotos photos = new MadePhotos(120, 3);
        Random random = new Random(5);
        for (int pair = 0; pair < 80; pair++) {
            int a = random.nextInt(119);
            int b = a + 1 + random.nextInt(119 - a);
            photos.near(a, b, 0.3).matching(a, b, random.nextInt(20));
        }
        return photos;
    }

    /** Photos 0 to size - 1 match each other, and so do the next as many. */
    private static MadePhotos twoGroups(int size) {
        MadePhotos photos = new MadePhotos(2 * size, 1);
        for (int i = 1; i < size; i++) {
            photos.matching(0, i, 50).near(0, i, 0.3);
            photos.matching(size, size + i, 50).near(size, size + i, 0.3);
        }
        return photos;
    }

    /** Photos at right angles to each other but for chance, and what a comparison of two of them finds. */
    private static final class MadePhotos {

        private final int n;
        private final float[] points;
        private final int[][] inliers;
        private long[] times;
        private int comparable = 600;
        private boolean mirrored;
        private double corroboration = 13;

        MadePhotos(int n, long seed) {
            this.n = n;
            this.points = new float[n * D];
            this.inliers = new int[n][n];
            this.times = new long[n];
            Arrays.fill(times, DescribedPhotos.UNKNOWN);
            Random random = new Random(seed);
            for (int k = 0; k < points.length; k++) {
                points[k] = (float) (random.nextGaussian() / Math.sqrt(D));
            }
        }

        MadePhotos matching(int a, int b, int count) {
            inliers[a][b] = count;
            inliers[b][a] = count;
            return this;
        }

        /** Moves photo b a share of the way to photo a. */
        MadePhotos near(int a, int b, double share) {
            double other = Math.sqrt(1 - share * share);
            for (int k = 0; k < D; k++) {
                points[b * D + k] = (float) (share * points[a * D + k] + other * points[b * D + k]);
            }
            return this;
        }

        MadePhotos plain() {
            return comparable(3);
        }

        MadePhotos comparable(int count) {
            comparable = count;
            return this;
        }

        MadePhotos mirroring() {
            mirrored = true;
            return this;
        }

        MadePhotos corroborated(double value) {
            corroboration = value;
            return this;
        }

        /** Makes the front half of photo b that of photo a, and the rest the opposite. */
        MadePhotos onItsSide(int a, int b) {
            for (int k = 0; k < D; k++) {
                points[b * D + k] = k < D / 2 ? points[a * D + k] : -points[a * D + k];
            }
            return this;
        }

        MadePhotos taken(long[] at) {
            times = at;
            return this;
        }

        MadePhotos backwards() {
            MadePhotos turned = new MadePhotos(n, 0);
            for (int i = 0; i < n; i++) {
                System.arraycopy(points, i * D, turned.points, (n - 1 - i) * D, D);
                for (int j = 0; j < n; j++) {
                    turned.inliers[n - 1 - i][n - 1 - j] = inliers[i][j];
                }
            }
            return turned;
        }

        DescribedPhotos input() {
            return new DescribedPhotos(points, n, D, times);
        }

        VerifiedGrouping grouping() {
            return groupingWith(OPTIONS);
        }

        VerifiedGrouping groupingWith(GroupingOptions options) {
            return VerifiedGrouping.of(
                    input(),
                    (a, b, mirrorToo) -> new PairEvidence(inliers[a][b], mirrored, comparable, corroboration),
                    options,
                    RunMonitor.NONE);
        }

        FlatClustering clustering() {
            return grouping().clustering();
        }

        int[] labels() {
            return clustering().labels();
        }
    }
}
