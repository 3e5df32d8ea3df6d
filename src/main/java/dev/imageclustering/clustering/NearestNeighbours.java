package dev.imageclustering.clustering;

/**
 * The nearest other points of every point. The arrays are shared and must not be changed.
 *
 * @param ids {@code ids[i]} are the nearest of point i, from near to far. All others are at least as far
 *     as the last
 * @param distances the exact distances of the same
 * @param coreDistances the distance of the {@code minSamples}-th nearest, which may lie beyond the list
 */
@SuppressWarnings("ArrayRecordComponent")
record NearestNeighbours(int[][] ids, double[][] distances, double[] coreDistances) {}
