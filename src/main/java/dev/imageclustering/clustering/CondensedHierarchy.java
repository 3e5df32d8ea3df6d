package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The hierarchy for a reader: only where a component parts into two or more of at least {@code minSize} points do new
 * nodes begin; one that merely loses a few points is the same node still. Nodes are in an order in which parents come
 * first. The arrays are shared and must not be changed.
 *
 * @param id the number of each node, the same whatever {@code minSize} is
 * @param parent the place of the parent in the arrays, -1 for a root; a forest has several
 * @param distance the distance at which all of a node's points are one component
 * @param parts the distance at which a node parts into its children, below {@code distance} or equal to it; NaN for
 *     one without children
 * @param size how many points a node has
 * @param owner of each point, the place of the smallest node that it is in, -1 if it is in none
 */
public record CondensedHierarchy(int[] id, int[] parent, double[] distance, double[] parts, int[] size, int[] owner) {

    /** Says that there is no such node. */
    public static final int NONE = -1;

    public int nodes() {
        return id.length;
    }

    /**
     * Condenses a hierarchy. Time about O(n), memory O(n).
     *
     * @param minSize the least number of points of a node, at least 2
     */
    public static CondensedHierarchy of(SpanningTree forest, int minSize) {
        if (minSize < 2) {
            throw new IllegalArgumentException("minSize must be at least 2, not " + minSize);
        }
        return forest.points() == 0
                ? new CondensedHierarchy(new int[0], new int[0], new double[0], new double[0], new int[0], new int[0])
                : new Builder(MergeHistory.of(forest), minSize).build();
    }

    private static final class Builder {

        private final MergeHistory history;
        private final int minSize;
        private final int[] largeChildren;

        /** The place of the node that each node of the history is part of. */
        private final int[] place;

        private final int[] id;
        private final int[] parent;
        private final double[] distance;
        private final double[] parts;
        private final int[] size;
        private int nodes;

        Builder(MergeHistory history, int minSize) {
            this.history = history;
            this.minSize = minSize;
            this.largeChildren = new int[history.nodes()];
            this.place = new int[history.nodes()];
            // Leaves hold minSize points or more each, and every inner node has two children or more.
            int most = 2 * (history.points() / minSize) + 1;
            this.id = new int[most];
            this.parent = new int[most];
            this.distance = new double[most];
            this.parts = new double[most];
            this.size = new int[most];
        }

        CondensedHierarchy build() {
            int root = history.nodes() - 1;
            for (int node = 0; node < root; node++) {
                if (isLarge(node)) {
                    largeChildren[history.parent()[node]]++;
                }
            }
            for (int node = root; node >= 0; node--) {
                place(node, history.parent()[node]);
            }
            return new CondensedHierarchy(
                    Arrays.copyOf(id, nodes),
                    Arrays.copyOf(parent, nodes),
                    Arrays.copyOf(distance, nodes),
                    Arrays.copyOf(parts, nodes),
                    Arrays.copyOf(size, nodes),
                    Arrays.copyOf(place, history.points()));
        }

        private boolean isLarge(int node) {
            return history.size()[node] >= minSize;
        }

        private void place(int node, int above) {
            boolean top = node == above;
            int around = top ? NONE : place[above];
            if (!isLarge(node) || history.distance()[node] == Double.POSITIVE_INFINITY) {
                place[node] = around;
            } else if (around != NONE && largeChildren[above] == 1) {
                place[node] = around;
            } else {
                place[node] = begin(node, around);
            }
            if (place[node] != NONE && largeChildren[node] > 1) {
                parts[place[node]] = history.distance()[node];
            }
        }

        private int begin(int node, int around) {
            id[nodes] = node;
            parent[nodes] = around;
            distance[nodes] = history.distance()[node];
            parts[nodes] = Double.NaN;
            size[nodes] = history.size()[node];
            return nodes++;
        }
    }
}
