package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must not change the result: order, scale, threads, more neighbours than there are. */
class HdbscanInvarianceTests {

    @Test
    void takesTheFarthestForTheCoreDistanceWhereThereAreTooFewNeighbours() {
        float[][] rows = RandomRows.blobs(new Random(4), 12, 2);
        float[] points = RandomRows.flat(rows, 2);
        assertSame(
                Hdbscan.cluster(points, 12, 2, HdbscanParameters.of(2, 1000, Metric.EUCLIDEAN)),
                Hdbscan.cluster(points, 12, 2, HdbscanParameters.of(2, 11, Metric.EUCLIDEAN)));
    }

    @Test
    void isTheSameWhateverTheOrderOfTheRows() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int d = 2;
            float[][] rows = seed % 2 == 0
                    ? RandomRows.lattice(random, 150, d)
                    : RandomRows.withDuplicates(random, RandomRows.blobs(random, 150, d));
            HdbscanParameters parameters = HdbscanParameters.of(
                            2 + random.nextInt(6), 1 + random.nextInt(6), Metric.values()[seed % 3])
                    .withSelection(SelectionMethod.values()[random.nextInt(2)]);
            FlatClustering straight = Hdbscan.cluster(RandomRows.flat(rows, d), rows.length, d, parameters);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, rows.length).boxed().toList());
            Collections.shuffle(order, random);
            float[][] shuffled = order.stream().map(i -> rows[i]).toArray(float[][]::new);
            FlatClustering permuted = Hdbscan.cluster(RandomRows.flat(shuffled, d), rows.length, d, parameters);
            int[] expected = order.stream().mapToInt(i -> straight.labels()[i]).toArray();
            assertThat(permuted.labels()).isEqualTo(renumbered(expected));
            for (int at = 0; at < rows.length; at++) {
                assertThat(permuted.probabilities()[at]).isEqualTo(straight.probabilities()[order.get(at)]);
                assertThat(permuted.outlierScores()[at]).isEqualTo(straight.outlierScores()[order.get(at)]);
            }
        }
    }

    /** Numbers labels anew: by size, then by lowest index. */
    private static int[] renumbered(int[] labels) {
        List<Integer> order = Arrays.stream(labels)
                .filter(label -> label != FlatClustering.NOISE)
                .distinct()
                .boxed()
                .sorted((a, b) -> Long.compare(count(labels, b), count(labels, a)))
                .toList();
        return Arrays.stream(labels).map(order::indexOf).toArray();
    }

    private static long count(int[] labels, int label) {
        return Arrays.stream(labels).filter(other -> other == label).count();
    }

    @Test
    void isTheSameWhateverTheScale() {
        for (int seed = 0; seed < 30; seed++) {
            Metric metric = Metric.values()[seed % 3];
            Random random = new Random(seed);
            float[] points = RandomRows.flat(RandomRows.blobs(random, 120, 3), 3);
            float[] scaled = points.clone();
            float[] doubled = points.clone();
            for (int k = 0; k < points.length; k++) {
                scaled[k] *= 0x1p-70f;
                doubled[k] *= 0x1p60f;
            }
            HdbscanParameters parameters = HdbscanParameters.of(4, 3, metric);
            FlatClustering straight = Hdbscan.cluster(points, 120, 3, parameters);
            assertSame(Hdbscan.cluster(scaled, 120, 3, parameters), straight);
            assertSame(Hdbscan.cluster(doubled, 120, 3, parameters), straight);
        }
    }

    @Test
    void isTheSameOnAnyNumberOfThreads() {
        int d = 16;
        float[] points = RandomRows.flat(RandomRows.blobs(new Random(8), 1500, d), d);
        HdbscanParameters parameters = HdbscanParameters.of(5, 5, Metric.COSINE);
        FlatClustering common = Hdbscan.cluster(points, 1500, d, parameters);
        for (int threads : new int[] {1, 3, 8}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                assertSame(
                        pool.submit(() -> Hdbscan.cluster(points, 1500, d, parameters))
                                .join(),
                        common);
            }
        }
    }

    @Test
    void isTheSameOnAnyNumberOfThreadsAndInAnyOrderWhereComponentsAreGuessed() {
        int n = 2600;
        int d = 12;
        float[][] rows = RandomRows.withDuplicates(new Random(9), RandomRows.blobs(new Random(9), n, d));
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(order, new Random(1));
        float[] points = RandomRows.flat(rows, d);
        float[] shuffled = RandomRows.flat(order.stream().map(i -> rows[i]).toArray(float[][]::new), d);
        for (Metric metric : Metric.values()) {
            HdbscanParameters parameters = HdbscanParameters.of(5, 5, metric);
            HdbscanResult common = Hdbscan.run(points, n, d, parameters, RunMonitor.NONE);
            HdbscanResult permuted = Hdbscan.run(shuffled, n, d, parameters, RunMonitor.NONE);
            assertThat(permuted.tree().weight()).isEqualTo(common.tree().weight());
            int[] expected = order.stream()
                    .mapToInt(i -> common.clustering().labels()[i])
                    .toArray();
            assertThat(permuted.clustering().labels()).isEqualTo(renumbered(expected));
            try (ForkJoinPool pool = new ForkJoinPool(5)) {
                HdbscanResult other = pool.submit(() -> Hdbscan.run(points, n, d, parameters, RunMonitor.NONE))
                        .join();
                assertSame(other.clustering(), common.clustering());
                assertThat(other.tree().from()).isEqualTo(common.tree().from());
                assertThat(other.coreDistances()).isEqualTo(common.coreDistances());
            }
        }
    }

    @Test
    void isTheSameWithAnyKernelWhetherComponentsAreGuessedOrNot() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            int d = 1 + random.nextInt(40);
            Metric metric = Metric.values()[seed % 3];
            float[][] rows = seed % 2 == 0
                    ? RandomRows.blobs(random, 700, d)
                    : RandomRows.withDuplicates(random, RandomRows.lattice(random, 500, d));
            Points points = Points.of(RandomRows.flat(rows, d), rows.length, d, metric);
            HdbscanParameters parameters = HdbscanParameters.of(4, 1 + random.nextInt(25), metric);
            FlatClustering expected = Hdbscan.cluster(RandomRows.flat(rows, d), rows.length, d, parameters);
            for (PairKernel kernel : Kernels.all(d, metric)) {
                for (int leastGuessed : new int[] {16, Integer.MAX_VALUE}) {
                    SpanningTree tree = ExactTree.of(
                                    new EstimatedRows(points, kernel),
                                    parameters.minSamples(),
                                    leastGuessed,
                                    RunMonitor.NONE)
                            .tree();
                    assertSame(Hdbscan.ofSpanningTree(tree, parameters), expected);
                }
            }
        }
    }

    @Test
    void isTheSameWhereEachPointComesTwiceAndClustersMayBeTwiceAsLarge() {
        for (int seed = 0; seed < 20; seed++) {
            float[][] rows = RandomRows.blobs(new Random(seed), 80, 3);
            float[][] twice = new float[160][];
            for (int i = 0; i < 160; i++) {
                twice[i] = rows[i / 2];
            }
            Metric metric = Metric.values()[seed % 3];
            // With every point doubled the k-th neighbour of before is the (2k + 1)-th, its twin the (2k)-th.
            SpanningTree once = Hdbscan.run(
                            RandomRows.flat(rows, 3), 80, 3, HdbscanParameters.of(5, 4, metric), RunMonitor.NONE)
                    .tree();
            SpanningTree doubled = Hdbscan.run(
                            RandomRows.flat(twice, 3), 160, 3, HdbscanParameters.of(5, 8, metric), RunMonitor.NONE)
                    .tree();
            double[] between = Arrays.copyOfRange(doubled.weight(), 0, 159);
            for (double weight : once.weight()) {
                assertThat(Arrays.binarySearch(between, weight)).isNotNegative();
            }
        }
    }

    @Test
    void leavesItsInputAlone() {
        float[] points = RandomRows.flat(RandomRows.blobs(new Random(2), 50, 4), 4);
        float[] copy = points.clone();
        Hdbscan.cluster(points, 50, 4, HdbscanParameters.of(3, 3, Metric.COSINE));
        assertThat(points).isEqualTo(copy);
    }

    private static void assertSame(FlatClustering actual, FlatClustering expected) {
        assertThat(actual.labels()).isEqualTo(expected.labels());
        assertThat(actual.probabilities()).isEqualTo(expected.probabilities());
        assertThat(actual.outlierScores()).isEqualTo(expected.outlierScores());
    }
}
