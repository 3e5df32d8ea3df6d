package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The kernel in plain loops. A block is packed by columns: {@code packed[k][p]} is value k of row p. So the inner loop
 * runs over rows, through separate arrays that share one index, which is the form that the compiler turns into vector
 * instructions; a sum over k would have to keep its order. It does so for four columns at a time; with more rows at
 * once, or offsets into one array, it does not.
 */
final class PortableKernel implements PairKernel {

    private static final int UNROLLED = 4;

    /** How many rows go through four columns of a block while these are in the first cache. */
    private static final int STRIP = 16;

    private final int columns;
    private final boolean absolute;

    PortableKernel(int d, boolean absolute) {
        this.columns = Math.ceilDiv(d, UNROLLED) * UNROLLED;
        this.absolute = absolute;
    }

    @Override
    public float[][] pack(float[][] rows) {
        float[][] packed = new float[columns][BLOCK];
        for (int p = 0; p < rows.length; p++) {
            for (int k = 0; k < rows[p].length; k++) {
                packed[k][p] = rows[p][k];
            }
        }
        return packed;
    }

    @Override
    public int roundings() {
        return columns / UNROLLED + UNROLLED + 2;
    }

    @Override
    public void affinities(float[][] first, int rows, float[][] second, float[][] out) {
        for (int strip = 0; strip < rows; strip += STRIP) {
            for (int r = strip; r < strip + STRIP; r++) {
                Arrays.fill(out[r], 0);
            }
            for (int k = 0; k < columns; k += UNROLLED) {
                for (int r = strip; r < strip + STRIP; r++) {
                    if (absolute) {
                        subtractDifferences(first, r, second, k, out[r]);
                    } else {
                        addProducts(first, r, second, k, out[r]);
                    }
                }
            }
        }
    }

    private static void addProducts(float[][] first, int r, float[][] second, int k, float[] sums) {
        float[] c0 = second[k];
        float[] c1 = second[k + 1];
        float[] c2 = second[k + 2];
        float[] c3 = second[k + 3];
        float q0 = first[k][r];
        float q1 = first[k + 1][r];
        float q2 = first[k + 2][r];
        float q3 = first[k + 3][r];
        for (int p = 0; p < sums.length; p++) {
            sums[p] += q0 * c0[p] + q1 * c1[p] + q2 * c2[p] + q3 * c3[p];
        }
    }

    private static void subtractDifferences(float[][] first, int r, float[][] second, int k, float[] sums) {
        float[] c0 = second[k];
        float[] c1 = second[k + 1];
        float[] c2 = second[k + 2];
        float[] c3 = second[k + 3];
        float q0 = first[k][r];
        float q1 = first[k + 1][r];
        float q2 = first[k + 2][r];
        float q3 = first[k + 3][r];
        for (int p = 0; p < sums.length; p++) {
            float t0 = Math.abs(q0 - c0[p]);
            float t1 = Math.abs(q1 - c1[p]);
            float t2 = Math.abs(q2 - c2[p]);
            float t3 = Math.abs(q3 - c3[p]);
            sums[p] -= t0 + t1 + t2 + t3;
        }
    }

    @Override
    public int collect(float[] affinities, float half, float limit, float[] halves, float[] limits, int[] found) {
        float own = half - limit;
        int count = 0;
        for (int p = 0; p < BLOCK; p++) {
            if (affinities[p] - halves[p] > Math.min(own, half - limits[p])) {
                found[count++] = p;
            }
        }
        return count;
    }
}
