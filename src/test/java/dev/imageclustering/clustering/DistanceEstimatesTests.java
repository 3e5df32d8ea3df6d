package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistanceEstimatesTests {

    @Test
    void neverExcludeAPairThatIsNearEnough() {
        for (Metric metric : Metric.values()) {
            for (int seed = 0; seed < 12; seed++) {
                Random random = new Random(seed);
                int d = new int[] {1, 3, 64, 1792}[seed % 4];
                assertThat(wronglyExcluded(metric, rows(random, 300, d), d)).isZero();
            }
        }
    }

    @Test
    void neverExcludeAPairWhoseSquaresUnderflow() {
        int d = 1792;
        float[][] rows = new float[3][d];
        Arrays.fill(rows[0], 1);
        // The squares are 0.6 of the least float, and each is rounded up to it.
        Arrays.fill(rows[1], 2.9e-23f);
        assertThat(wronglyExcluded(Metric.EUCLIDEAN, rows, d)).isZero();
    }

    @Test
    void excludePairsThatAreClearlyTooFar() {
        float[][] rows = RandomRows.blobs(new Random(1), 300, 64);
        for (Metric metric : Metric.values()) {
            Points points = Points.of(RandomRows.flat(rows, 64), rows.length, 64, metric);
            DistanceEstimates estimates = new DistanceEstimates(points);
            int[] kept = new int[1];
            estimates.visit(new int[] {7}, 0, 1, (row, first, count, values) -> {
                for (int p = 0; p < count; p++) {
                    double distance = points.distance(row, first + p);
                    kept[0] += distance > 1e-3 && values[p] < estimates.cut(distance * 0.999) ? 1 : 0;
                }
            });
            assertThat(kept[0]).as(metric.label()).isZero();
        }
    }

    @Test
    void excludeEverythingWhereNothingCanBeNearer() {
        Points points = Points.of(new float[] {1, 1}, 2, 1, Metric.EUCLIDEAN);
        assertThat(new DistanceEstimates(points).cut(0)).isZero();
    }

    /** Values over the whole range of float, an offset that cancels, and rows that are nearly or quite equal. */
    private static float[][] rows(Random random, int n, int d) {
        float[][] rows = new float[n][d];
        float offset = random.nextInt(3) == 0 ? 1000 : 0;
        int exponents = random.nextInt(3) == 0 ? 120 : 3;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                float fresh =
                        offset + Math.scalb((float) random.nextGaussian(), random.nextInt(exponents) - exponents / 2);
                rows[i][k] = i % 3 == 0 || random.nextInt(50) == 0 ? fresh : Math.nextUp(rows[i - 1][k]);
            }
        }
        return rows;
    }

    private static long wronglyExcluded(Metric metric, float[][] rows, int d) {
        Points points = Points.of(RandomRows.flat(rows, d), rows.length, d, metric);
        DistanceEstimates estimates = new DistanceEstimates(points);
        int[] all = IntStream.range(0, rows.length).toArray();
        long[] wrong = new long[1];
        for (int from = 0; from < rows.length; from += DistanceEstimates.BLOCK) {
            int to = Math.min(rows.length, from + DistanceEstimates.BLOCK);
            estimates.visit(all, from, to, (row, first, count, values) -> {
                for (int p = 0; p < count; p++) {
                    double distance = points.distance(row, first + p);
                    double justAbove = Math.max(distance * (1 + 1e-8), Double.MIN_NORMAL);
                    wrong[0] += values[p] < estimates.cut(justAbove) ? 0 : 1;
                }
            });
        }
        return wrong[0];
    }
}
