package dev.imageclustering.clustering;

/**
 * The choice of clusters from a condensed tree, none of which contains another.
 *
 * <p>Excess of mass: the choice with the greatest total stability (Campello, Moulavi, Sander 2013, section 5,
 * algorithm 3), a cluster rather than its descendants where both weigh the same. Leaf: the clusters without children.
 * The root is a candidate only where a single cluster is allowed, there are points enough for one, and none of them are
 * infinitely far apart. The Python implementation forgets a root that is the only leaf, and calls all noise then.
 *
 * <p>With an epsilon a chosen cluster is then replaced by its nearest ancestor that was born above it (Malzer, Baum
 * 2020): what parts within epsilon is one cluster, also where it parts at epsilon exactly. The root again only where
 * it is allowed; else the climb ends below it.
 */
final class ClusterSelection {

    /** Says in the result that no chosen cluster holds a cluster. */
    static final int NONE = -1;

    /** Stabilities that differ by less are equal: they are sums of n rounded terms. */
    private static final double SAME_STABILITY = 1e-12;

    private final CondensedTree tree;
    private final HdbscanParameters parameters;

    private ClusterSelection(CondensedTree tree, HdbscanParameters parameters) {
        this.tree = tree;
        this.parameters = parameters;
    }

    /** Returns for each cluster the chosen one that it is or is in, or {@link #NONE}. Time O(clusters). */
    static int[] of(CondensedTree tree, HdbscanParameters parameters) {
        ClusterSelection selection = new ClusterSelection(tree, parameters);
        boolean[] candidates = switch (parameters.selection()) {
            case EXCESS_OF_MASS -> selection.excessOfMass();
            case LEAF -> selection.leaves();
        };
        return selection.holders(selection.climb(selection.holders(candidates)));
    }

    private boolean isCandidate(int cluster) {
        return cluster != CondensedTree.ROOT
                || (parameters.allowSingleCluster()
                        && tree.owner().length >= parameters.minClusterSize()
                        && tree.death()[CondensedTree.ROOT] < Double.POSITIVE_INFINITY);
    }

    private boolean[] excessOfMass() {
        boolean[] chosen = new boolean[tree.clusters()];
        double[] below = new double[tree.clusters()];
        for (int cluster = tree.clusters() - 1; cluster >= 0; cluster--) {
            double own = tree.stability()[cluster];
            chosen[cluster] = isCandidate(cluster) && !(below[cluster] > own * (1 + SAME_STABILITY));
            if (cluster != CondensedTree.ROOT) {
                below[tree.parent()[cluster]] += chosen[cluster] ? own : below[cluster];
            }
        }
        return chosen;
    }

    private boolean[] leaves() {
        boolean[] leaves = new boolean[tree.clusters()];
        boolean[] inner = new boolean[tree.clusters()];
        for (int cluster = tree.clusters() - 1; cluster >= 0; cluster--) {
            leaves[cluster] = !inner[cluster] && isCandidate(cluster);
            inner[tree.parent()[cluster]] = true;
        }
        return leaves;
    }

    private boolean[] climb(int[] holders) {
        boolean[] chosen = new boolean[tree.clusters()];
        int[] top = new int[tree.clusters()];
        for (int cluster = 0; cluster < top.length; cluster++) {
            int above = tree.parent()[cluster];
            boolean climbs = cluster != CondensedTree.ROOT
                    && tree.birth()[cluster] <= parameters.clusterSelectionEpsilon()
                    && isCandidate(above);
            top[cluster] = climbs ? top[above] : cluster;
            if (holders[cluster] == cluster) {
                chosen[top[cluster]] = true;
            }
        }
        return chosen;
    }

    /** The highest chosen cluster above each; parents have lower numbers and are known first. */
    private int[] holders(boolean[] chosen) {
        int[] holders = new int[tree.clusters()];
        for (int cluster = 0; cluster < holders.length; cluster++) {
            int above = cluster == CondensedTree.ROOT ? NONE : holders[tree.parent()[cluster]];
            holders[cluster] = above == NONE && chosen[cluster] ? cluster : above;
        }
        return holders;
    }
}
