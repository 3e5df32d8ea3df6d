package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * Hierarchical density-based clustering with noise, HDBSCAN*: R. J. G. B. Campello, D. Moulavi, J. Sander,
 * Density-Based Clustering Based on Hierarchical Density Estimates, PAKDD 2013; R. J. G. B. Campello, D. Moulavi,
 * A. Zimek, J. Sander, Hierarchical Density Estimates for Data Clustering, Visualization, and Outlier Detection, TKDD
 * 10(1), 2015; the epsilon is that of C. Malzer, M. Baum, A Hybrid Approach to Hierarchical Density-based Cluster
 * Selection, MFI 2020.
 *
 * <p>The results are those of the Python implementation (hdbscan 0.8: L. McInnes, J. Healy, S. Astels, JOSS 2(11),
 * 2017) except where it depends on the order of its input or gives no useful answer: equal distances merge at once
 * ({@link MergeHistory}), the chosen root labels all of its points ({@link Labelling}), no score is NaN.
 */
public final class Hdbscan {

    private Hdbscan() {}

    /**
     * Clusters the rows of an {@code n x d} matrix.
     *
     * <p>Runs on the common pool, or on the fork-join pool that the caller runs on. The result does not depend on the
     * number of threads; reordering the rows reorders it, and changes no more than the numbers of equally large
     * clusters. The scores of fewer than two points are 0. Nothing is kept of the arguments, and nothing in them is
     * changed.
     *
     * <p>Time O(n^2 d), memory O(n d): about {@code 4 n d} bytes and a few hundred for each point.
     *
     * @param points the rows one after the other, {@code n * d} finite values
     * @throws IllegalArgumentException if {@code points} has another length or holds NaN or an infinite value
     */
    public static FlatClustering cluster(float[] points, int n, int d, HdbscanParameters parameters) {
        Points rows = Points.of(points, n, d, parameters.metric());
        return n < 2 ? allNoise(n) : flatten(condense(rows, parameters), parameters);
    }

    private static FlatClustering allNoise(int n) {
        int[] labels = new int[n];
        Arrays.fill(labels, FlatClustering.NOISE);
        return new FlatClustering(labels, new double[n], new double[n], 0);
    }

    private static CondensedTree condense(Points rows, HdbscanParameters parameters) {
        DistanceEstimates estimates = new DistanceEstimates(rows);
        NearestNeighbours neighbours = BruteForceNeighbours.of(rows, estimates, parameters.minSamples());
        MutualReachability reachability = new MutualReachability(rows, neighbours.coreDistances());
        Edge[] tree = MinimumSpanningTree.of(reachability, estimates, neighbours);
        return CondensedTree.of(MergeHistory.of(rows.n(), tree), parameters.minClusterSize());
    }

    private static FlatClustering flatten(CondensedTree tree, HdbscanParameters parameters) {
        int[] holders = ClusterSelection.of(tree, parameters);
        Labelling labelling = Labelling.of(tree, holders, parameters.clusterSelectionEpsilon());
        return new FlatClustering(
                labelling.labels(), labelling.probabilities(tree), OutlierScores.of(tree), labelling.clusters().length);
    }
}
