package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clusterings of a spanning tree, a forest or a sparse graph that was given. */
class GivenTreeTests {

    private static final HdbscanParameters PAIRS = HdbscanParameters.of(2, 1, Metric.EUCLIDEAN);

    @Test
    void haveTheLabelsOfTheRunThatTheTreeIsFrom() {
        float[] points = RandomRows.flat(RandomRows.blobs(new Random(3), 300, 4), 4);
        HdbscanParameters parameters = HdbscanParameters.of(5, 4, Metric.EUCLIDEAN);
        HdbscanResult run = Hdbscan.run(points, 300, 4, parameters, RunMonitor.NONE);
        FlatClustering again = Hdbscan.ofSpanningTree(run.tree(), parameters);
        assertThat(again.labels()).isEqualTo(run.clustering().labels());
        assertThat(again.probabilities()).isEqualTo(run.clustering().probabilities());
    }

    @Test
    void haveTheLabelsOfTheRowsWhereTheGraphIsComplete() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int n = 2 + random.nextInt(60);
            float[][] rows = RandomRows.blobs(random, n, 3);
            double[][] distances = DefinedDistances.matrix(rows, Metric.MANHATTAN);
            int[] from = new int[n * (n - 1) / 2];
            int[] to = new int[from.length];
            double[] distance = new double[from.length];
            int e = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    from[e] = i;
                    to[e] = j;
                    distance[e++] = distances[i][j];
                }
            }
            HdbscanParameters parameters = HdbscanParameters.of(
                    2 + random.nextInt(5), 1 + random.nextInt(Math.min(5, n - 1)), Metric.MANHATTAN);
            FlatClustering expected = Hdbscan.cluster(RandomRows.flat(rows, 3), n, 3, parameters);
            assertThat(Hdbscan.ofGraph(n, from, to, distance, parameters)
                            .clustering()
                            .labels())
                    .isEqualTo(expected.labels());
        }
    }

    @Test
    void makeEachTreeOfAForestAClusterAndWhatIsAloneNoise() {
        SpanningTree forest = new SpanningTree(7, new int[] {5, 0, 2}, new int[] {6, 1, 1}, new double[] {1, 2, 2});
        for (boolean single : new boolean[] {true, false}) {
            FlatClustering found = Hdbscan.ofSpanningTree(forest, PAIRS.withAllowSingleCluster(single));
            assertThat(found.labels()).containsExactly(0, 0, 0, -1, -1, 1, 1);
            assertThat(found.probabilities()).containsExactly(1, 1, 1, 0, 0, 1, 1);
            assertThat(found.outlierScores()).containsExactly(0, 0, 0, 1, 1, 0, 0);
        }
    }

    @Test
    void keepTheOnlyLargeTreeApartFromTheRest() {
        SpanningTree forest = new SpanningTree(4, new int[] {1}, new int[] {3}, new double[] {0.5});
        for (boolean single : new boolean[] {true, false}) {
            HdbscanParameters parameters =
                    PAIRS.withAllowSingleCluster(single).withClusterSelectionEpsilon(Double.POSITIVE_INFINITY);
            assertThat(Hdbscan.ofSpanningTree(forest, parameters).labels()).containsExactly(-1, 0, -1, 0);
        }
    }

    @Test
    void areAllNoiseWithoutAnEdge() {
        HdbscanResult found = Hdbscan.ofGraph(3, new int[0], new int[0], new double[0], PAIRS);
        assertThat(found.clustering().labels()).containsExactly(-1, -1, -1);
        assertThat(found.coreDistances()).containsOnly(Double.POSITIVE_INFINITY);
    }

    @Test
    void makeNoiseOfPointsWithTooFewEdges() {
        int[] from = {0, 0, 1, 3};
        int[] to = {1, 2, 2, 2};
        double[] distance = {1, 1, 2, 1};
        HdbscanParameters parameters = HdbscanParameters.of(3, 2, Metric.EUCLIDEAN);
        assertThat(Hdbscan.ofGraph(4, from, to, distance, parameters)
                        .clustering()
                        .labels())
                .containsExactly(0, 0, 0, -1);
    }

    @Test
    void areRefusedIfACycleCloses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpanningTree(3, new int[] {0, 1, 2}, new int[] {1, 2, 0}, new double[] {1, 1, 1}))
                .withMessageContaining("cycle");
    }

    @Test
    void areRefusedIfTheWeightsDoNotAscend() {
        for (double second : new double[] {0.5, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SpanningTree(3, new int[] {0, 1}, new int[] {1, 2}, new double[] {1, second}))
                    .withMessageContaining("ascend");
        }
    }

    @Test
    void areRefusedIfAnEdgeOfTheGraphIsNone() {
        int[][] wrong = {{0, 0}, {0, 3}, {-1, 1}};
        for (int[] pair : wrong) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            Hdbscan.ofGraph(3, new int[] {pair[0]}, new int[] {pair[1]}, new double[] {1}, PAIRS));
        }
    }
}
