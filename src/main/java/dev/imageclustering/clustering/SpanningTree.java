package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The edges of a spanning tree, the lightest first, or of a spanning forest: what its edges do not join is infinitely
 * far apart. The arrays have one element an edge, are not copied and must not be changed.
 *
 * @param points how many points it spans, 0 or more
 * @param from one end of each edge, {@code 0..points-1}
 * @param to the other end
 * @param weight the mutual reachability distance of the two, ascending
 */
public record SpanningTree(int points, int[] from, int[] to, double[] weight) {

    /**
     * Checks the edges. Time O(n).
     *
     * @throws IllegalArgumentException if an end is no point, weights do not ascend from 0 on, or a cycle closes
     */
    public SpanningTree {
        if (from.length != weight.length || to.length != weight.length) {
            throw new IllegalArgumentException(
                    "%d starts, %d ends, %d weights".formatted(from.length, to.length, weight.length));
        }
        DisjointSets sets = new DisjointSets(points);
        double last = 0;
        for (int e = 0; e < weight.length; e++) {
            if (!(weight[e] >= last)) {
                throw new IllegalArgumentException(
                        "weights must ascend from 0, but %s follows %s".formatted(weight[e], last));
            }
            last = weight[e];
            if (!isPoint(points, from[e]) || !isPoint(points, to[e]) || !sets.union(from[e], to[e])) {
                throw new IllegalArgumentException(
                        "edge %d from %d to %d closes a cycle or leads nowhere".formatted(e, from[e], to[e]));
            }
        }
    }

    private static boolean isPoint(int points, int i) {
        return 0 <= i && i < points;
    }

    /** Returns the tree of edges in any order. */
    static SpanningTree of(int points, Edge[] edges) {
        Edge[] sorted = edges.clone();
        Arrays.sort(sorted, Edge.LIGHTEST_FIRST);
        int[] from = new int[sorted.length];
        int[] to = new int[sorted.length];
        double[] weight = new double[sorted.length];
        for (int e = 0; e < sorted.length; e++) {
            from[e] = sorted[e].from();
            to[e] = sorted[e].to();
            weight[e] = sorted[e].weight();
        }
        return new SpanningTree(points, from, to, weight);
    }

    /** Returns how many edges there are: one less than there are points, or fewer in a forest. */
    public int edges() {
        return weight.length;
    }
}
