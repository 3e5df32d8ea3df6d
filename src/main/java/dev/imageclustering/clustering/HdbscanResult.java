package dev.imageclustering.clustering;

/**
 * A clustering and what it was made from. The arrays are shared and must not be changed.
 *
 * @param clustering the labels and scores
 * @param tree a minimum spanning tree of the mutual reachability distances: n - 1 edges (none if there are no points),
 *     or as many as a given forest has
 * @param coreDistances the core distance of each point, 0 where there is no other
 * @param exact whether the tree is an exact one; else neighbours were searched approximately
 */
public record HdbscanResult(FlatClustering clustering, SpanningTree tree, double[] coreDistances, boolean exact) {}
