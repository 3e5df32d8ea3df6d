package dev.imageclustering.clustering;

/**
 * The hierarchy of components as the distance grows (the dendrogram of single linkage): nodes below n are the points,
 * each other node is what became one at its distance. Edges of one weight merge all at once, so a node has two children
 * or more, its distance is above theirs, and nothing depends on the order of the input. Children have lower numbers
 * than their parent: descending order visits parents first. The arrays are shared and must not be changed.
 *
 * @param points n
 * @param nodes how many nodes there are, at most 2n - 1; the last is the root
 * @param parent the node that a node became part of; the root's is the root
 * @param size how many points a node holds
 * @param distance the mutual reachability distance at which a node came about, 0 for points
 */
@SuppressWarnings("ArrayRecordComponent")
record MergeHistory(int points, int nodes, int[] parent, int[] size, double[] distance) {

    /**
     * Returns the history of a spanning tree of at least one point. What a forest leaves apart becomes one at an infinite
     * distance. Time about O(n).
     */
    static MergeHistory of(SpanningTree tree) {
        Builder builder = new Builder(tree);
        int from = 0;
        while (from < tree.edges()) {
            int to = from + 1;
            while (to < tree.edges() && tree.weight()[to] == tree.weight()[from]) {
                to++;
            }
            builder.merge(from, to);
            from = to;
        }
        builder.joinTheRest();
        return builder.history();
    }

    private static final class Builder {

        private final SpanningTree tree;
        private final int points;
        private final DisjointSets sets;

        /** The node of a set, by the element that stands for it. */
        private final int[] nodeOfSet;

        private final int[] merging;
        private final int[] parent;
        private final int[] size;
        private final double[] distance;
        private int nodes;

        Builder(SpanningTree tree) {
            this.tree = tree;
            this.points = tree.points();
            this.sets = new DisjointSets(points);
            this.nodeOfSet = new int[points];
            this.merging = new int[2 * points];
            this.parent = new int[2 * points - 1];
            this.size = new int[2 * points - 1];
            this.distance = new double[2 * points - 1];
            this.nodes = points;
            for (int node = 0; node < parent.length; node++) {
                parent[node] = node;
            }
            for (int i = 0; i < points; i++) {
                nodeOfSet[i] = i;
                size[i] = 1;
            }
        }

        /** Merges along the edges {@code from..to-1}, which have one weight. */
        void merge(int from, int to) {
            for (int e = from; e < to; e++) {
                merging[2 * (e - from)] = nodeOfSet[sets.find(tree.from()[e])];
                merging[2 * (e - from) + 1] = nodeOfSet[sets.find(tree.to()[e])];
            }
            for (int e = from; e < to; e++) {
                sets.union(tree.from()[e], tree.to()[e]);
            }
            int firstNew = nodes;
            for (int e = from; e < to; e++) {
                int set = sets.find(tree.from()[e]);
                if (nodeOfSet[set] < firstNew) {
                    distance[nodes] = tree.weight()[e];
                    nodeOfSet[set] = nodes++;
                }
                adopt(nodeOfSet[set], merging[2 * (e - from)]);
                adopt(nodeOfSet[set], merging[2 * (e - from) + 1]);
            }
        }

        void joinTheRest() {
            if (tree.edges() < points - 1) {
                int root = nodes++;
                distance[root] = Double.POSITIVE_INFINITY;
                for (int node = 0; node < root; node++) {
                    adopt(root, node);
                }
            }
        }

        private void adopt(int node, int child) {
            if (parent[child] == child) {
                parent[child] = node;
                size[node] += size[child];
            }
        }

        MergeHistory history() {
            return new MergeHistory(points, nodes, parent, size, distance);
        }
    }
}
