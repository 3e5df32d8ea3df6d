package dev.imageclustering.clustering;

import java.util.Comparator;

/** An edge of a spanning tree; the weight is a mutual reachability distance. */
record Edge(int from, int to, double weight) {

    /** By weight alone: which of equally light edges comes first makes no difference to the hierarchy. */
    static final Comparator<Edge> LIGHTEST_FIRST = Comparator.comparingDouble(Edge::weight);
}
