package dev.imageclustering.clustering;

/**
 * The distance that the hierarchy is built on: of two points, the greatest of their core distances and their own
 * distance (Campello, Moulavi, Sander 2013, definition 3).
 */
@SuppressWarnings("ArrayRecordComponent")
record MutualReachability(Points points, double[] coreDistances) {

    /** Returns the mutual reachability distance of points i and j. Time O(d). */
    double distance(int i, int j) {
        return of(i, j, points.distance(i, j));
    }

    /** Returns the mutual reachability distance of points whose distance is known. Time O(1). */
    double of(int i, int j, double distance) {
        return Math.max(distance, Math.max(coreDistances[i], coreDistances[j]));
    }
}
