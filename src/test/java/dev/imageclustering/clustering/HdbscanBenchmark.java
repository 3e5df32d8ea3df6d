package dev.imageclustering.clustering;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;

/**
 * Prints what clustering costs by the number of points, each as a multiple of the first: run it as a program with the
 * numbers of points as arguments. Points are unit vectors in clusters of about a hundred with 15 % noise.
 */
final class HdbscanBenchmark {

    private static final int DIMENSION = 512;
    private static final int CLUSTER_SIZE = 100;
    private static final double NOISE_SHARE = 0.15;
    private static final double SPREAD = 0.02;
    private static final int WARM_UP = 3;
    private static final double NANOS = 1e9;

    private HdbscanBenchmark() {}

    public static void main(String[] args) {
        int[] sizes = args.length == 0 ? new int[] {1_000, 2_000, 5_000, 10_000} : sizes(args);
        for (int i = 0; i < WARM_UP; i++) {
            cluster(points(1_000), 1_000);
        }
        double first = 0;
        for (int n : sizes) {
            float[] points = points(n);
            double before = cpuSeconds();
            FlatClustering clustering = cluster(points, n);
            double seconds = cpuSeconds() - before;
            first = first == 0 ? seconds : first;
            System.out.printf(
                    Locale.ROOT,
                    "n %6d  d %d  CPU-s %7.2f  x first %6.1f  CPU-ns per n*n*d %.3f  clusters %d%n",
                    n,
                    DIMENSION,
                    seconds,
                    seconds / first,
                    seconds * NANOS / ((double) n * n * DIMENSION),
                    clustering.clusterCount());
        }
    }

    private static int[] sizes(String[] args) {
        int[] sizes = new int[args.length];
        for (int i = 0; i < args.length; i++) {
            sizes[i] = Integer.parseInt(args[i]);
        }
        return sizes;
    }

    private static FlatClustering cluster(float[] points, int n) {
        return Hdbscan.cluster(points, n, DIMENSION, HdbscanParameters.of(10, 5, Metric.COSINE));
    }

    private static float[] points(int n) {
        Random random = new Random(1);
        int clusters = Math.max(1, n / CLUSTER_SIZE);
        float[][] centres = new float[clusters][DIMENSION];
        for (float[] centre : centres) {
            fill(centre, 1 / Math.sqrt(DIMENSION), random);
        }
        float[] points = new float[n * DIMENSION];
        float[] row = new float[DIMENSION];
        for (int i = 0; i < n; i++) {
            boolean noise = random.nextDouble() < NOISE_SHARE;
            fill(row, noise ? 1 / Math.sqrt(DIMENSION) : SPREAD, random);
            float[] centre = centres[random.nextInt(clusters)];
            for (int k = 0; k < DIMENSION; k++) {
                points[i * DIMENSION + k] = noise ? row[k] : centre[k] + row[k];
            }
        }
        return points;
    }

    private static void fill(float[] row, double deviation, Random random) {
        for (int k = 0; k < row.length; k++) {
            row[k] = (float) (deviation * random.nextGaussian());
        }
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / NANOS;
    }
}
