package dev.imageclustering.clustering;

/** An edge of a spanning tree; the weight is a mutual reachability distance. */
record Edge(int from, int to, double weight) {}
