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
 * ({@link MergeHistory}), the chosen root labels all of its points, with an epsilon too unless the root ends within it
 * ({@link Labelling}), no score is NaN.
 */
public final class Hdbscan {

    /** 100,000 points of 512: a minute or a few on one core, depending on the kernel. */
    private static final double MOST_EXACT_WORK = 6e12;

    private Hdbscan() {}

    /**
     * Clusters the rows of an {@code n x d} matrix: the labels and scores of {@link #run} without what they were made
     * from.
     *
     * @param points the rows one after the other, {@code n * d} finite values
     * @throws IllegalArgumentException if {@code points} has another length or holds NaN or an infinite value
     */
    public static FlatClustering cluster(float[] points, int n, int d, HdbscanParameters parameters) {
        return run(points, n, d, parameters, RunMonitor.NONE).clustering();
    }

    /**
     * Clusters the rows of an {@code n x d} matrix.
     *
     * <p>Runs on the common pool, or on the fork-join pool that the caller runs on. The result does not depend on the
     * number of threads; reordering the rows reorders it, and changes no more than the numbers of equally large
     * clusters, except for a few points where neighbours are searched approximately, as the cells are made from a sample
     * of the rows. The scores of fewer than two points are 0. Nothing is kept of the arguments, and nothing in them is
     * changed.
     *
     * <p>Time O(n^2 d), memory O(n d): about {@code 4 n d} bytes and a few hundred for each point.
     *
     * @param points the rows one after the other, {@code n * d} finite values
     * @throws IllegalArgumentException if {@code points} has another length or holds NaN or an infinite value
     * @throws RunCancelled if the monitor wants it
     */
    public static HdbscanResult run(float[] points, int n, int d, HdbscanParameters parameters, RunMonitor monitor) {
        Points rows = Points.of(points, n, d, parameters.metric());
        if (n < 2) {
            return new HdbscanResult(allNoise(n), noEdges(n), new double[n], true);
        }
        boolean exact = isExact(n, d, parameters.precision());
        EstimatedRows estimated = new EstimatedRows(rows);
        ReachabilityTree tree = exact
                ? ExactTree.of(estimated, parameters.minSamples(), monitor)
                : ApproximateTree.of(estimated, parameters.minSamples(), monitor);
        Phase labelling = Phase.begin(monitor, "labels", 1);
        FlatClustering clustering = ofSpanningTree(tree.tree(), parameters, labelling);
        labelling.end();
        return new HdbscanResult(clustering, tree.tree(), tree.coreDistances(), exact);
    }

    private static boolean isExact(int n, int d, Precision precision) {
        return switch (precision) {
            case EXACT -> true;
            case AUTO -> (double) n * n * d <= MOST_EXACT_WORK;
            case APPROXIMATE -> n < ApproximateTree.LEAST;
        };
    }

    /**
     * Labels the points of a spanning tree or forest of mutual reachability distances. Of the parameters only those of
     * the hierarchy count. What a forest leaves apart is infinitely far apart and never in one cluster: each of its trees
     * that is large enough is a cluster or has some, whether a single cluster is allowed or not. Time about O(n).
     */
    public static FlatClustering ofSpanningTree(SpanningTree tree, HdbscanParameters parameters) {
        return ofSpanningTree(tree, parameters, Phase.unwatched());
    }

    private static FlatClustering ofSpanningTree(SpanningTree tree, HdbscanParameters parameters, Phase phase) {
        if (tree.points() < 2) {
            return allNoise(tree.points());
        }
        MergeHistory history = MergeHistory.of(tree);
        phase.check();
        CondensedTree condensed = CondensedTree.of(history, parameters.minClusterSize());
        phase.check();
        return flatten(condensed, parameters);
    }

    /**
     * Clusters the points of a sparse graph of distances: pairs that have no edge are infinitely far apart, so a point
     * with fewer than {@code minSamples} neighbours is noise. The metric of the parameters does not matter; the rest is
     * as for {@link #ofSpanningTree}. Time O(n + m log m) for m edges.
     *
     * @param from one end of each edge, {@code 0..n-1}; each pair at most once, in either direction
     * @param to the other end, another point
     * @param distance the distance of the two, 0 or more
     * @throws IllegalArgumentException if an end is no point, an edge leads back to where it began or a distance is NaN or
     *     negative
     */
    public static HdbscanResult ofGraph(int n, int[] from, int[] to, double[] distance, HdbscanParameters parameters) {
        SparseDistances graph = new SparseDistances(n, from, to, distance);
        double[] coreDistances = graph.coreDistances(parameters.minSamples());
        SpanningTree tree = graph.spanningForest(coreDistances);
        return new HdbscanResult(ofSpanningTree(tree, parameters), tree, coreDistances, true);
    }

    private static FlatClustering allNoise(int n) {
        int[] labels = new int[n];
        Arrays.fill(labels, FlatClustering.NOISE);
        return new FlatClustering(labels, new double[n], new double[n], 0);
    }

    private static SpanningTree noEdges(int n) {
        return new SpanningTree(n, new int[0], new int[0], new double[0]);
    }

    private static FlatClustering flatten(CondensedTree tree, HdbscanParameters parameters) {
        int[] holders = ClusterSelection.of(tree, parameters);
        Labelling labelling = Labelling.of(tree, holders, parameters.clusterSelectionEpsilon());
        return new FlatClustering(
                labelling.labels(), labelling.probabilities(tree), OutlierScores.of(tree), labelling.clusters().length);
    }
}
