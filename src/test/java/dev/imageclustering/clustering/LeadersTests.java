package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeadersTests {

    @Test
    void areThoseOfTheDefinitionWithEachKernel() {
        Random random = new Random(3);
        for (int n : new int[] {0, 1, 2, 17, 63, 64, 65, 255, 256, 257, 700, 1300}) {
            int d = 1 + random.nextInt(70);
            GivenRows rows = GivenRows.of(random, n, d, 1);
            for (PairKernel kernel : Kernels.all(d, Metric.COSINE)) {
                assertThat(Leaders.of(rows, kernel)).isEqualTo(defined(rows));
            }
        }
    }

    @Test
    void areThoseOfTheDefinitionWhereMostPairsNeverMatch() {
        Random random = new Random(4);
        GivenRows rows = GivenRows.of(random, 900, 40, 60);
        for (PairKernel kernel : Kernels.all(40, Metric.COSINE)) {
            assertThat(Leaders.of(rows, kernel)).isEqualTo(defined(rows));
        }
    }

    @Test
    void areAllRowsWhereNoneIsLikeAnother() {
        float[][] axes = new float[600][600];
        for (int i = 0; i < axes.length; i++) {
            axes[i][i] = 1;
        }
        GivenRows rows = new GivenRows(axes, new int[axes.length], new double[] {0.5});

        assertThat(Leaders.of(rows)).isEqualTo(places(axes.length));
    }

    private static int[] places(int n) {
        int[] places = new int[n];
        Arrays.setAll(places, i -> i);
        return places;
    }

    private static int[] defined(GivenRows rows) {
        int[] leader = places(rows.count());
        for (int i = 0; i < leader.length; i++) {
            for (int l = 0; l < i && leader[i] == i; l++) {
                if (leader[l] == l && rows.similarity(l, i) >= rows.least(l, i)) {
                    leader[i] = l;
                }
            }
        }
        return leader;
    }

    /** Unit rows of some kinds: of two of one kind the least similarity is told, two of different ones never match. */
    private record GivenRows(float[][] values, int[] kinds, double[] leasts) implements Leaders.Rows {

        static GivenRows of(Random random, int n, int d, int kinds) {
            float[][] rows = RandomRows.withDuplicates(random, RandomRows.blobs(random, n, d));
            for (float[] row : rows) {
                double squares = 0;
                for (float value : row) {
                    squares += value * value;
                }
                for (int k = 0; k < d && squares > 0; k++) {
                    row[k] /= (float) Math.sqrt(squares);
                }
            }
            return new GivenRows(
                    rows,
                    random.ints(n, 0, kinds).toArray(),
                    random.doubles(kinds, 0.2, 0.9).toArray());
        }

        @Override
        public int count() {
            return values.length;
        }

        @Override
        public int dimension() {
            return values.length == 0 ? 1 : values[0].length;
        }

        @Override
        public void copy(int row, float[] into) {
            System.arraycopy(values[row], 0, into, 0, into.length);
        }

        @Override
        public double least(int leader, int row) {
            return kinds[leader] == kinds[row] ? leasts[kinds[leader]] : Double.POSITIVE_INFINITY;
        }

        @Override
        public double similarity(int leader, int row) {
            double sum = 0;
            for (int k = 0; k < values[row].length; k++) {
                sum += (double) values[leader][k] * values[row][k];
            }
            return sum;
        }
    }
}
