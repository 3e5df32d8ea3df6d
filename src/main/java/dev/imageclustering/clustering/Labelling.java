package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The labels that a choice of clusters gives to the points. Every point of a chosen cluster is labelled, also one that
 * left it early: its probability says so.
 *
 * <p>So it is where the root is chosen, too, and there it departs from the Python implementation. That labels only the
 * points that stay to the root's very end then, and calls nearly everything noise; with an epsilon above 0 only those
 * that left at epsilon or less, wherever the root came to its end. Here an epsilon cuts points off only where the root's
 * end lies within it, and so the cluster is what is dense at epsilon: both leave out the same points then, those that
 * left farther out. Where the root ends above epsilon nothing of it is dense at epsilon as a whole, the epsilon says
 * nothing of its points, and all are labelled as without one.
 *
 * @param labels as in {@link FlatClustering}
 * @param clusters the condensed cluster of each label
 */
@SuppressWarnings("ArrayRecordComponent")
record Labelling(int[] labels, int[] clusters) {

    /**
     * Labels the points. Time O(n + clusters log clusters).
     *
     * @param holders for each cluster the chosen one that it is in, as {@link ClusterSelection} returns it
     */
    static Labelling of(CondensedTree tree, int[] holders, double epsilon) {
        int n = tree.owner().length;
        int[] held = new int[n];
        int[] sizes = new int[tree.clusters()];
        int[] first = new int[tree.clusters()];
        for (int i = n - 1; i >= 0; i--) {
            int cluster = holders[tree.owner()[i]];
            held[i] = isCutOff(tree, cluster, i, epsilon) ? ClusterSelection.NONE : cluster;
            if (held[i] != ClusterSelection.NONE) {
                sizes[cluster]++;
                first[cluster] = i;
            }
        }
        int[] clusters = IntStream.range(0, sizes.length)
                .filter(cluster -> sizes[cluster] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(cluster -> -sizes[cluster])
                        .thenComparingInt(cluster -> first[cluster]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Labelling(numbered(held, clusters, sizes.length), clusters);
    }

    private static boolean isCutOff(CondensedTree tree, int cluster, int i, double epsilon) {
        return cluster == CondensedTree.ROOT
                && epsilon > 0
                && tree.death()[CondensedTree.ROOT] <= epsilon
                && tree.exit()[i] > epsilon;
    }

    private static int[] numbered(int[] held, int[] clusters, int condensedClusters) {
        int[] numbers = new int[condensedClusters];
        for (int number = 0; number < clusters.length; number++) {
            numbers[clusters[number]] = number;
        }
        return Arrays.stream(held)
                .map(cluster -> cluster == ClusterSelection.NONE ? FlatClustering.NOISE : numbers[cluster])
                .toArray();
    }

    /**
     * Returns how strongly each point belongs to its cluster: the lambda at which it left, at most the lambda at which
     * the cluster itself came to its end, as a share of the latter. 1 for a point that stays to distance 0, 0 for the
     * others of its cluster then, and for noise. Time O(n).
     */
    double[] probabilities(CondensedTree tree) {
        double[] probabilities = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != FlatClustering.NOISE) {
                double end = CondensedTree.lambda(tree.death()[clusters[labels[i]]]);
                double left = CondensedTree.lambda(tree.exit()[i]);
                probabilities[i] = left >= end ? 1 : left / end;
            }
        }
        return probabilities;
    }
}
