package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * A minimum spanning tree of the mutual reachability distances (of two points, the greatest of their core distances and
 * their own distance; Campello, Moulavi, Sander 2013, definition 3), and the core distances, by row.
 */
record ReachabilityTree(SpanningTree tree, double[] coreDistances) {

    /** Lists shorter than this leave too much of the tree to be searched for. */
    private static final int LEAST_KEPT = 16;

    /** Some more than are needed, so that the last that is needed is proved by what follows. */
    private static final int BEYOND = 4;

    /** More would not fit into memory where there are many points; core distances beyond are searched for by themselves. */
    private static final int MOST_KEPT = 512;

    /** Returns how many neighbours of each of n points to keep. */
    static int kept(int minSamples, int n) {
        return Math.min(Math.clamp((long) minSamples + BEYOND, LEAST_KEPT, MOST_KEPT), n - 1);
    }

    /** Returns the tree of edges between places. */
    static ReachabilityTree of(RowBlocks blocks, Edge[] edges, double[] coreDistances) {
        Edge[] ofRows = Arrays.stream(edges)
                .map(edge -> new Edge(blocks.row(edge.from()), blocks.row(edge.to()), edge.weight()))
                .toArray(Edge[]::new);
        double[] cores = new double[coreDistances.length];
        for (int place = 0; place < cores.length; place++) {
            cores[blocks.row(place)] = coreDistances[place];
        }
        return new ReachabilityTree(SpanningTree.of(cores.length, ofRows), cores);
    }
}
