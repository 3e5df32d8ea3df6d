package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecidedClusteringTests {

    /** Points on a line, at their own number. */
    private static final PairDistance LINE = (a, b) -> Math.abs(a - b);

    @Test
    void leavesAClusteringAloneOfWhichNothingWasDecided() {
        FlatClustering found = clustering(0, 0, 1, 1, -1);

        assertThat(DecidedClustering.honour(found, List.of(), LINE, RunMonitor.NONE))
                .isSameAs(found);
    }

    @Test
    void joinsTheClustersOfPointsThatBelongTogether() {
        assertThat(labels(clustering(0, 0, 0, 1, 1, -1), together(0, 4))).containsExactly(0, 0, 0, 0, 0, -1);
    }

    @Test
    void takesANoisePointIntoTheClusterItBelongsTo() {
        FlatClustering decided =
                DecidedClustering.honour(clustering(0, 0, 1, 1, -1), List.of(together(4, 3)), LINE, RunMonitor.NONE);

        assertThat(decided.labels()).containsExactly(1, 1, 0, 0, 0);
        assertThat(decided.probabilities()).containsExactly(.5, .5, .5, 1, 1);
        assertThat(decided.outlierScores()).containsExactly(.25, .25, .25, .25, .25);
    }

    @Test
    void makesAClusterOfNoiseThatBelongsTogether() {
        assertThat(labels(clustering(-1, 0, 0, 0, -1, -1), together(0, 4))).containsExactly(1, 0, 0, 0, 1, -1);
    }

    @Test
    void movesOnlyThePointItselfWhereItsClusterIsHeldApart() {
        assertThat(labels(clustering(0, 0, 0, 1, 1), together(2, 3), apart(2, 0), apart(2, 1)))
                .containsExactly(1, 1, 0, 0, 0);
    }

    @Test
    void partsAClusterAndGivesTheOthersToTheNearerSide() {
        assertThat(labels(clustering(0, 0, 0, 0, 0, 0), apart(0, 5))).containsExactly(0, 0, 0, 1, 1, 1);
    }

    @Test
    void givesAPointInTheMiddleToTheSideOfTheNewestWord() {
        assertThat(labels(clustering(0, 0, 0), apart(0, 2))).containsExactly(0, 0, -1);
        assertThat(labels(clustering(0, 0, 0), apart(2, 0))).containsExactly(-1, 0, 0);
    }

    @Test
    void keepsPointsTogetherWhenTheirClusterIsParted() {
        assertThat(labels(clustering(0, 0, 0, 0, 0, 0), apart(0, 5), together(2, 5)))
                .containsExactly(1, 1, 0, 0, 0, 0);
    }

    @Test
    void makesNoiseOfAPointThatIsHeldApartFromAllOthers() {
        FlatClustering decided =
                DecidedClustering.honour(clustering(0, 0, 0), List.of(apart(1, 0), apart(1, 2)), LINE, RunMonitor.NONE);

        assertThat(decided.labels()).containsExactly(0, -1, 0);
        assertThat(decided.probabilities()).containsExactly(.5, 0, .5);
    }

    @Test
    void letsTheNewestWordCount() {
        assertThat(labels(clustering(0, 0, 1, 1), together(0, 1), apart(0, 1))).containsExactly(0, 0, 1, 1);
    }

    @Test
    void keepsEveryUpheldPairOfChanceDecisions() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            int n = 2 + random.nextInt(30);
            FlatClustering found = clustering(random.ints(n, -1, 4).toArray());
            List<DecidedPair> pairs = new ArrayList<>();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                int a = random.nextInt(n);
                pairs.add(new DecidedPair(a, (a + 1 + random.nextInt(n - 1)) % n, random.nextBoolean()));
            }
            int[] labels = DecidedClustering.honour(found, pairs, LINE, RunMonitor.NONE)
                    .labels();
            UpheldPairs upheld = UpheldPairs.of(n, pairs);
            upheld.joinings()
                    .forEach(pair -> assertThat(labels[pair.a()])
                            .isEqualTo(labels[pair.b()])
                            .isNotNegative());
            upheld.partings()
                    .forEach(pair -> assertThat(labels[pair.a()] == labels[pair.b()] && labels[pair.a()] >= 0)
                            .isFalse());
            assertIsNumberedBySize(labels);
        }
    }

    private static void assertIsNumberedBySize(int[] labels) {
        int clusters = Arrays.stream(labels).max().orElse(-1) + 1;
        long last = Long.MAX_VALUE;
        for (int cluster = 0; cluster < clusters; cluster++) {
            int number = cluster;
            long size = Arrays.stream(labels).filter(label -> label == number).count();
            assertThat(size).isBetween(2L, last);
            last = size;
        }
    }

    private static int[] labels(FlatClustering found, DecidedPair... newestFirst) {
        return DecidedClustering.honour(found, List.of(newestFirst), LINE, RunMonitor.NONE)
                .labels();
    }

    private static DecidedPair together(int a, int b) {
        return new DecidedPair(a, b, true);
    }

    private static DecidedPair apart(int a, int b) {
        return new DecidedPair(a, b, false);
    }

    /** Labels of which each that is there counts as a cluster, with probability .5 and outlier score .25. */
    private static FlatClustering clustering(int... labels) {
        double[] probabilities =
                Arrays.stream(labels).mapToDouble(label -> label < 0 ? 0 : .5).toArray();
        double[] outliers = new double[labels.length];
        Arrays.fill(outliers, .25);
        return new FlatClustering(
                labels, probabilities, outliers, Arrays.stream(labels).max().orElse(-1) + 1);
    }
}
