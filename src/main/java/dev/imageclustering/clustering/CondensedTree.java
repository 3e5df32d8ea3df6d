package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The hierarchy without what is smaller than a cluster: seen from the root downwards, a component that loses a few
 * points is still the same cluster; only where it parts into two or more components of at least {@code minClusterSize}
 * points do new clusters begin (Campello, Moulavi, Sander 2013, section 3.2). Cluster 0 holds all points, a cluster
 * has a higher number than the one it came from. At distance 0 nothing parts. What is infinitely far apart was never
 * one: there a new cluster begins also where it is the only one.
 *
 * <p>Densities are {@code lambda = 1 / distance}. The arrays are shared and must not be changed.
 *
 * @param parent the cluster that a cluster came from; the root's is 0
 * @param birth the distance at which a cluster parted from its parent, infinite for the root
 * @param death the distance at which it parted or fell to pieces itself
 * @param stability the excess of mass: how much lambda its points gained in it, summed over them, {@code [0, inf]};
 *     infinite where some stay to distance 0. The root is born at lambda 0
 * @param owner the last cluster that each point was in
 * @param exit the distance at which the point left it
 */
@SuppressWarnings("ArrayRecordComponent")
record CondensedTree(int[] parent, double[] birth, double[] death, double[] stability, int[] owner, double[] exit) {

    /** The cluster that holds all points. */
    static final int ROOT = 0;

    int clusters() {
        return parent.length;
    }

    /**
     * Returns the density of a distance: infinite at 0 only, as no distance of floats is so small that its inverse is.
     */
    static double lambda(double distance) {
        return 1 / distance;
    }

    /** Condenses the history of at least two points. Time and memory O(n). */
    static CondensedTree of(MergeHistory history, int minClusterSize) {
        return new Builder(history, minClusterSize).build();
    }

    private static final class Builder {

        /** Marks a node that is its cluster still. */
        private static final double INSIDE = -1;

        private final MergeHistory history;
        private final int minClusterSize;

        /** How many children of a node are large enough for a cluster, and how many points these hold. */
        private final int[] largeChildren;

        private final int[] largeSize;

        private final int[] owner;
        private final double[] exit;

        private final int[] parent;
        private final double[] birth;
        private final double[] death;
        private final double[] stability;
        private int clusters;

        Builder(MergeHistory history, int minClusterSize) {
            this.history = history;
            this.minClusterSize = minClusterSize;
            this.largeChildren = new int[history.nodes()];
            this.largeSize = new int[history.nodes()];
            this.owner = new int[history.nodes()];
            this.exit = new double[history.nodes()];
            // Leaves hold minClusterSize points or more each, and every inner cluster has two children or more.
            int most = 2 * (history.points() / minClusterSize) + 1;
            this.parent = new int[most];
            this.birth = new double[most];
            this.death = new double[most];
            this.stability = new double[most];
        }

        CondensedTree build() {
            int root = history.nodes() - 1;
            for (int node = 0; node < root; node++) {
                if (isLarge(node)) {
                    largeChildren[history.parent()[node]]++;
                    largeSize[history.parent()[node]] += history.size()[node];
                }
            }
            begin(root, CondensedTree.ROOT, Double.POSITIVE_INFINITY);
            live(root);
            for (int node = root - 1; node >= 0; node--) {
                place(node, history.parent()[node]);
            }
            return new CondensedTree(
                    Arrays.copyOf(parent, clusters),
                    Arrays.copyOf(birth, clusters),
                    Arrays.copyOf(death, clusters),
                    Arrays.copyOf(stability, clusters),
                    Arrays.copyOf(owner, history.points()),
                    Arrays.copyOf(exit, history.points()));
        }

        private boolean isLarge(int node) {
            return history.size()[node] >= minClusterSize;
        }

        private void place(int node, int above) {
            if (exit[above] != INSIDE) {
                owner[node] = owner[above];
                exit[node] = exit[above];
            } else if (!isLarge(node)) {
                owner[node] = owner[above];
                exit[node] = history.distance()[above];
            } else {
                if (isSame(above)) {
                    owner[node] = owner[above];
                    exit[node] = INSIDE;
                } else {
                    begin(node, owner[above], history.distance()[above]);
                }
                live(node);
            }
        }

        /** Whether the only large child of the node is the node's own cluster still. */
        private boolean isSame(int node) {
            return largeChildren[node] == 1 && history.distance()[node] < Double.POSITIVE_INFINITY;
        }

        private void begin(int node, int from, double distance) {
            parent[clusters] = from;
            birth[clusters] = distance;
            owner[node] = clusters++;
            exit[node] = INSIDE;
        }

        /** Accounts for the points that leave the cluster where the node comes apart. */
        private void live(int node) {
            int cluster = owner[node];
            double distance = history.distance()[node];
            int staying = isSame(node) ? largeSize[node] : 0;
            double gain = lambda(distance) - lambda(birth[cluster]);
            stability[cluster] += gain * (history.size()[node] - staying);
            death[cluster] = distance;
        }
    }
}
