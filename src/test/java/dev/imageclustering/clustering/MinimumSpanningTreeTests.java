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
    void hasTheWeightsOfTheFullGraphWhereMoreNeighboursCountThanAreKept() {
        for (Metric metric : Metric.values()) {
            Random random = new Random(400);
            check(RandomRows.blobs(random, 700, 4), 4, metric, 600);
            check(RandomRows.withDuplicates(random, RandomRows.blobs(random, 640, 3)), 3, metric, 10_000);
        }
    }

    @Test
    void keepsABoundedNumberOfNeighboursOfEachPoint() {
        assertThat(ReachabilityTree.kept(5, 1_000_000)).isEqualTo(16);
        assertThat(ReachabilityTree.kept(100, 1_000_000)).isEqualTo(104);
        assertThat(ReachabilityTree.kept(Integer.MAX_VALUE, 1_000_000)).isEqualTo(512);
        assertThat(ReachabilityTree.kept(Integer.MAX_VALUE, 3)).isEqualTo(2);
    }

    @Test
    void isExactForTwoPoints() {
        assertThat(weights(new float[][] {{1, 2}, {4, 6}}, 2, Metric.EUCLIDEAN, 9))
                .containsExactly(5);
    }

    private static void check(float[][] rows, int d, Metric metric, int minSamples) {
        double[][] distances = DefinedDistances.matrix(rows, metric);
        double[] cores = DefinedDistances.coreDistances(distances, minSamples);
        double[] expected =
                DefinedDistances.spanningTreeWeights(DefinedDistances.mutualReachability(distances, minSamples));
        for (PairKernel kernel : Kernels.all(d, metric)) {
            for (int leastGuessed : new int[] {16, Integer.MAX_VALUE}) {
                ReachabilityTree tree = tree(rows, d, metric, minSamples, kernel, leastGuessed);
                String how = "%s, guessed from %d".formatted(kernel.getClass().getSimpleName(), leastGuessed);
                assertThat(tree.coreDistances()).as(how).containsExactly(cores, within(1e-12));
                assertThat(tree.tree().weight()).as(how).containsExactly(expected, within(1e-12));
            }
        }
    }

    private static double[] weights(float[][] rows, int d, Metric metric, int minSamples) {
        PairKernel kernel = PairKernel.of(d, metric == Metric.MANHATTAN);
        return tree(rows, d, metric, minSamples, kernel, 16).tree().weight();
    }

    private static ReachabilityTree tree(
            float[][] rows, int d, Metric metric, int minSamples, PairKernel kernel, int leastGuessed) {
        Points points = Points.of(RandomRows.flat(rows, d), rows.length, d, metric);
        return ExactTree.of(new EstimatedRows(points, kernel), minSamples, leastGuessed, RunMonitor.NONE);
    }
}
