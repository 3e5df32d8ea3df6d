package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ApproximateTreeTests {

    private static final int D = 24;
    private static final int N = ApproximateTree.LEAST + 500;

    private static final HdbscanParameters PARAMETERS =
            HdbscanParameters.of(10, 5, Metric.COSINE).withPrecision(Precision.APPROXIMATE);

    @Test
    void saysThatItIsApproximate() {
        assertThat(run(clusters(N), N, PARAMETERS).exact()).isFalse();
    }

    @Test
    void isExactWhereThereAreFewPoints() {
        float[] points = clusters(300);
        HdbscanResult result = run(points, 300, PARAMETERS);
        assertThat(result.exact()).isTrue();
        assertThat(result.tree().weight())
                .isEqualTo(run(points, 300, PARAMETERS.withPrecision(Precision.EXACT))
                        .tree()
                        .weight());
    }

    @Test
    void spansAllPointsWithWeightsThatNoneUndercuts() {
        for (Metric metric : Metric.values()) {
            float[] points = clusters(N);
            HdbscanParameters parameters = HdbscanParameters.of(10, 5, metric);
            HdbscanResult exact = run(points, N, parameters.withPrecision(Precision.EXACT));
            HdbscanResult near = run(points, N, parameters.withPrecision(Precision.APPROXIMATE));
            assertThat(near.tree().edges()).isEqualTo(N - 1);
            for (int e = 0; e < N - 1; e++) {
                assertThat(near.tree().weight()[e])
                        .isGreaterThanOrEqualTo(exact.tree().weight()[e]);
            }
            double total = Arrays.stream(exact.tree().weight()).sum();
            assertThat(Arrays.stream(near.tree().weight()).sum()).isCloseTo(total, within(0.02 * total));
        }
    }

    @Test
    void findsTheClustersThatTheExactOneFinds() {
        float[] points = clusters(N);
        int[] exact = run(points, N, PARAMETERS.withPrecision(Precision.EXACT))
                .clustering()
                .labels();
        int[] near = run(points, N, PARAMETERS).clustering().labels();
        long different = 0;
        int[] clusterOf = new int[N];
        Arrays.fill(clusterOf, Integer.MIN_VALUE);
        for (int i = 0; i < N; i++) {
            int label = exact[i] + 1;
            clusterOf[label] = clusterOf[label] == Integer.MIN_VALUE ? near[i] : clusterOf[label];
            different += clusterOf[label] == near[i] ? 0 : 1;
        }
        assertThat(different).isLessThan(N / 100);
    }

    @Test
    void isTheSameOnAnyNumberOfThreads() {
        float[] points = clusters(N);
        SpanningTree common = run(points, N, PARAMETERS).tree();
        for (int threads : new int[] {1, 5}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                SpanningTree tree =
                        pool.submit(() -> run(points, N, PARAMETERS)).join().tree();
                assertThat(tree.weight()).isEqualTo(common.weight());
                assertThat(tree.from()).isEqualTo(common.from());
                assertThat(tree.to()).isEqualTo(common.to());
            }
        }
    }

    @Test
    void survivesHeapsOfDuplicates() {
        float[] points = new float[N * D];
        for (int i = 0; i < N; i++) {
            points[i * D + i % 5] = 1;
        }
        assertThat(run(points, N, PARAMETERS).clustering().clusterCount()).isEqualTo(5);
    }

    private static HdbscanResult run(float[] points, int n, HdbscanParameters parameters) {
        return Hdbscan.run(points, n, D, parameters, RunMonitor.NONE);
    }

    /** Sixty clusters and some noise. */
    private static float[] clusters(int n) {
        Random random = new Random(5);
        float[][] centres = new float[60][D];
        for (float[] centre : centres) {
            for (int k = 0; k < D; k++) {
                centre[k] = (float) random.nextGaussian();
            }
        }
        float[] points = new float[n * D];
        for (int i = 0; i < n; i++) {
            boolean noise = random.nextInt(8) == 0;
            float[] centre = centres[random.nextInt(centres.length)];
            for (int k = 0; k < D; k++) {
                points[i * D + k] = (float) ((noise ? 0 : centre[k]) + (noise ? 1 : 0.2) * random.nextGaussian());
            }
        }
        return points;
    }
}
