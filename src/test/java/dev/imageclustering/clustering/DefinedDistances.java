package dev.imageclustering.clustering;

import java.util.Arrays;

/** Distances and all that follows from them directly, by the textbook and with full matrices: an oracle for tests. */
final class DefinedDistances {

    private DefinedDistances() {}

    static double[][] matrix(float[][] rows, Metric metric) {
        double[][] matrix = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                matrix[i][j] = i == j ? 0 : distance(rows[i], rows[j], metric);
            }
        }
        return matrix;
    }

    private static double distance(float[] a, float[] b, Metric metric) {
        double squares = 0;
        double absolutes = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = (double) a[k] - b[k];
            squares += difference * difference;
            absolutes += Math.abs(difference);
        }
        return switch (metric) {
            case EUCLIDEAN -> Math.sqrt(squares);
            case MANHATTAN -> absolutes;
            case COSINE -> cosine(a, b);
        };
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double aa = 0;
        double bb = 0;
        for (int k = 0; k < a.length; k++) {
            product += (double) a[k] * b[k];
            aa += (double) a[k] * a[k];
            bb += (double) b[k] * b[k];
        }
        if (aa == 0 || bb == 0) {
            return 1;
        }
        double distance = 1 - product / Math.sqrt(aa * bb);
        return distance < 1e-14 ? 0 : distance;
    }

    static double[] coreDistances(double[][] distances, int minSamples) {
        double[] cores = new double[distances.length];
        for (int i = 0; i < cores.length; i++) {
            double[] others = new double[distances.length - 1];
            System.arraycopy(distances[i], 0, others, 0, i);
            System.arraycopy(distances[i], i + 1, others, i, others.length - i);
            Arrays.sort(others);
            cores[i] = others.length == 0 ? 0 : others[Math.min(minSamples, others.length) - 1];
        }
        return cores;
    }

    static double[][] mutualReachability(double[][] distances, int minSamples) {
        double[] cores = coreDistances(distances, minSamples);
        double[][] reachability = new double[cores.length][cores.length];
        for (int i = 0; i < cores.length; i++) {
            for (int j = 0; j < cores.length; j++) {
                reachability[i][j] = Math.max(distances[i][j], Math.max(cores[i], cores[j]));
            }
        }
        return reachability;
    }

    /** The sorted weights of a minimum spanning tree, by Prim. */
    static double[] spanningTreeWeights(double[][] weights) {
        int n = weights.length;
        double[] nearest = weights[0].clone();
        boolean[] reached = new boolean[n];
        reached[0] = true;
        double[] tree = new double[n - 1];
        for (int e = 0; e < tree.length; e++) {
            int next = -1;
            for (int j = 0; j < n; j++) {
                if (!reached[j] && (next < 0 || nearest[j] < nearest[next])) {
                    next = j;
                }
            }
            reached[next] = true;
            tree[e] = nearest[next];
            for (int j = 0; j < n; j++) {
                nearest[j] = Math.min(nearest[j], weights[next][j]);
            }
        }
        Arrays.sort(tree);
        return tree;
    }
}
