package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Random;

/**
 * Unit vectors in n/100 clusters with 15 % noise, from a fixed seed: noise has any direction, a member is its cluster's
 * direction plus a random vector half as long.
 *
 * @param truth the cluster of each row, -1 for noise
 */
record BenchmarkPoints(int n, int d, float[] values, int[] truth) {

    private static final int CLUSTER_SIZE = 100;
    private static final double NOISE_SHARE = 0.15;
    private static final double SPREAD = 0.5;

    static BenchmarkPoints of(int n, int d) {
        Random random = new Random(1);
        int clusters = Math.max(1, n / CLUSTER_SIZE);
        float[] zero = new float[d];
        float[][] centres = new float[clusters][];
        Arrays.setAll(centres, c -> unit(zero, 1, random));
        float[] values = new float[n * d];
        int[] truth = new int[n];
        for (int i = 0; i < n; i++) {
            int cluster = random.nextInt(clusters);
            truth[i] = random.nextDouble() < NOISE_SHARE ? -1 : cluster;
            float[] row = truth[i] < 0 ? unit(zero, 1, random) : unit(centres[cluster], SPREAD, random);
            System.arraycopy(row, 0, values, i * d, d);
        }
        return new BenchmarkPoints(n, d, values, truth);
    }

    private static float[] unit(float[] centre, double length, Random random) {
        float[] row = new float[centre.length];
        double squares = 0;
        for (int k = 0; k < row.length; k++) {
            row[k] = (float) (centre[k] + length / Math.sqrt(row.length) * random.nextGaussian());
            squares += (double) row[k] * row[k];
        }
        for (int k = 0; k < row.length; k++) {
            row[k] /= (float) Math.sqrt(squares);
        }
        return row;
    }

    double[][] rows() {
        double[][] rows = new double[n][d];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                rows[i][k] = values[i * d + k];
            }
        }
        return rows;
    }
}
