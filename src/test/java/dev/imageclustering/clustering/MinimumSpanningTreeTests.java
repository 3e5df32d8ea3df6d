package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Core distances and the spanning tree against full matrices, with groups that no list of neighbours reaches out of.
 */
class MinimumSpanningTreeTests {

    @Test
    void hasTheWeightsOfTheFullGraph() {
        for (Metric metric : Metric.values()) {
            for (int seed = 0; seed < 8; seed++) {
                Random random = new Random(seed);
                int d = 2 + random.nextInt(20);
                check(RandomRows.blobs(random, 300 + random.nextInt(500), d), d, metric, 1 + random.nextInt(30));
            }
        }
    }

    @Test
    void hasTheWeightsOfTheFullGraphWithDuplicates() {
        for (Metric metric : Metric.values()) {
            for (int seed = 0; seed < 8; seed++) {
                Random random = new Random(100 + seed);
                int n = 300 + random.nextInt(300);
                float[][] rows = RandomRows.withDuplicates(random, RandomRows.blobs(random, n / (1 + seed % 3), 3));
                check(rows, 3, metric, 1 + random.nextInt(100));
            }
        }
    }

    @Test
    void hasTheWeightsOfTheFullGraphWithTies() {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(200 + seed);
            check(RandomRows.lattice(random, 500, 2), 2, Metric.EUCLIDEAN, 1 + random.nextInt(20));
            check(RandomRows.signs(random, 500), 8, Metric.COSINE, 1 + random.nextInt(20));
        }
    }

    @Test
    void reachesFromOneHeapOfDuplicatesToTheNext() {
        float[][] rows = new float[400][2];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = (i % 4) * (i % 4);
        }
        assertThat(weights(rows, 2, Metric.EUCLIDEAN, 5)).endsWith(0, 1, 3, 5).startsWith(0, 0);
    }

    @Test
    void climbsThroughNestedGroups() {
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(300 + seed);
            float[][] rows = new float[960][3];
            for (int i = 0; i < rows.length; i++) {
                // Four levels of two groups each, so that the nearest outside is inside again a round later.
                float position = (i % 2) * 8 + (i / 2 % 2) * 40 + (i / 4 % 2) * 200 + (i / 8 % 2) * 1000;
                for (int k = 0; k < 3; k++) {
                    rows[i][k] = position + random.nextFloat();
                }
            }
            check(rows, 3, Metric.values()[1 + seed % 2], 1 + random.nextInt(20));
        }
    }

    @Test
    void isExactForTwoPoints() {
        assertThat(weights(new float[][] {{1, 2}, {4, 6}}, 2, Metric.EUCLIDEAN, 9))
                .containsExactly(5);
    }

    private static void check(float[][] rows, int d, Metric metric, int minSamples) {
        double[][] distances = DefinedDistances.matrix(rows, metric);
        Points points = Points.of(RandomRows.flat(rows, d), rows.length, d, metric);
        double[] cores = BruteForceNeighbours.of(points, new DistanceEstimates(points), minSamples, RunMonitor.NONE)
                .coreDistances();
        assertThat(cores).containsExactly(DefinedDistances.coreDistances(distances, minSamples), within(1e-12));
        double[] expected =
                DefinedDistances.spanningTreeWeights(DefinedDistances.mutualReachability(distances, minSamples));
        assertThat(weights(rows, d, metric, minSamples)).containsExactly(expected, within(1e-12));
    }

    private static double[] weights(float[][] rows, int d, Metric metric, int minSamples) {
        Points points = Points.of(RandomRows.flat(rows, d), rows.length, d, metric);
        DistanceEstimates estimates = new DistanceEstimates(points);
        NearestNeighbours neighbours = BruteForceNeighbours.of(points, estimates, minSamples, RunMonitor.NONE);
        SpanningTree tree = MinimumSpanningTree.of(
                new MutualReachability(points, neighbours.coreDistances()), estimates, neighbours, RunMonitor.NONE);
        return tree.weight();
    }
}
