package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimatedRowsTests {

    @Test
    void neverExcludeAPairThatIsNearEnough() {
        for (Metric metric : Metric.values()) {
            for (int seed = 0; seed < 12; seed++) {
                Random random = new Random(seed);
                int d = new int[] {1, 3, 64, 1792}[seed % 4];
                assertThat(wronglyExcluded(metric, rows(random, 250, d), d)).isZero();
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
        float[][] rows = RandomRows.blobs(new Random(1), 200, 64);
        for (Metric metric : Metric.values()) {
            for (PairKernel kernel : Kernels.all(64, metric)) {
                Pairs pairs = new Pairs(rows, 64, metric, kernel);
                for (int p = 0; p < rows.length; p++) {
                    double distance = pairs.blocks.distance(7, p);
                    assertThat(distance < 1e-2 || !pairs.isNear(7, p, distance * 0.99))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void excludeEverythingWhereNothingCanBeNearer() {
        EstimatedRows rows = new EstimatedRows(Points.of(new float[] {1, 1}, 2, 1, Metric.EUCLIDEAN));
        assertThat(rows.estimateOf(0)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void takeZeroRowsForAsFarAsTheyAre() {
        float[][] rows = {{0, 0}, {0, 0}, {3, 4}};
        for (PairKernel kernel : Kernels.all(2, Metric.COSINE)) {
            Pairs pairs = new Pairs(rows, 2, Metric.COSINE, kernel);
            assertThat(pairs.bound(0, 1)).isBetween(0.999, 1.0);
            assertThat(pairs.bound(0, 2)).isBetween(0.999, 1.0);
        }
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
        long wrong = 0;
        Random random = new Random(rows.length);
        for (PairKernel kernel : Kernels.all(d, metric)) {
            Pairs pairs = new Pairs(rows, d, metric, kernel);
            for (int r = 0; r < rows.length; r++) {
                for (int some = 0; some < 20; some++) {
                    int p = some == 0 ? Math.max(0, r - 1) : random.nextInt(rows.length);
                    double distance = pairs.blocks.distance(r, p);
                    double justAbove = Math.max(Math.nextUp(distance), Double.MIN_NORMAL);
                    wrong += pairs.isNear(r, p, justAbove) && pairs.isNear(p, r, justAbove) ? 0 : 1;
                    wrong += pairs.bound(r, p) <= distance ? 0 : 1;
                }
            }
        }
        return wrong;
    }

    /** One block compared with itself. */
    private static final class Pairs {

        final RowBlocks blocks;
        private final float[][] affinities = new float[PairKernel.BLOCK][PairKernel.BLOCK];

        Pairs(float[][] rows, int d, Metric metric, PairKernel kernel) {
            Points points = Points.of(RandomRows.flat(rows, d), rows.length, d, metric);
            this.blocks = new RowBlocks(
                    new EstimatedRows(points, kernel),
                    IntStream.range(0, rows.length).toArray());
            kernel.affinities(blocks.block(0), rows.length, blocks.block(0), affinities);
        }

        /** The pair as the limit of the row, or of the other, lets it through. */
        boolean isNear(int r, int p, double distance) {
            float limit = blocks.rows().estimateOf(distance);
            float[] limits = new float[PairKernel.BLOCK];
            Arrays.fill(limits, Float.NEGATIVE_INFINITY);
            boolean byRow = isFound(r, p, limit, limits);
            limits[p] = limit;
            assertThat(isFound(r, p, Float.NEGATIVE_INFINITY, limits)).isEqualTo(byRow);
            return byRow;
        }

        private boolean isFound(int r, int p, float limit, float[] limits) {
            int[] found = new int[PairKernel.BLOCK];
            int count =
                    blocks.kernel().collect(affinities[r], blocks.halves(0)[r], limit, blocks.halves(0), limits, found);
            return Arrays.stream(found, 0, count).anyMatch(place -> place == p);
        }

        double bound(int r, int p) {
            float[] halves = blocks.halves(0);
            return blocks.rows().distanceOf(halves[r] + halves[p] - affinities[r][p]);
        }
    }
}
