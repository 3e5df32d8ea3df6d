package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The {@code capacity} nearest of the points that were offered; of equally near ones those with the lowest numbers. A
 * binary heap with the farthest on top, in two arrays.
 */
final class NearestHeap {

    private final int[] ids;
    private final double[] distances;
    private int size;

    NearestHeap(int capacity) {
        this.ids = new int[capacity];
        this.distances = new double[capacity];
    }

    /** Returns the distance that a point above it does not matter at: the farthest one's, infinite while there is room. */
    double limit() {
        return size < ids.length ? Double.POSITIVE_INFINITY : distances[0];
    }

    /** Takes the point in if it is before the farthest of those here. Time O(log k). */
    void offer(int id, double distance) {
        if (size < ids.length) {
            siftUp(size++, id, distance);
        } else if (isBefore(id, distance, 0)) {
            siftDown(size, id, distance);
        }
    }

    /** Empties the heap into an order from near to far; it cannot be used afterwards. Time O(k log k). */
    void sort() {
        for (int last = size - 1; last > 0; last--) {
            int id = ids[last];
            double distance = distances[last];
            ids[last] = ids[0];
            distances[last] = distances[0];
            siftDown(last, id, distance);
        }
    }

    /** Returns the distance of the point at that rank after {@link #sort()}; 0 is the nearest. */
    double distance(int rank) {
        return distances[rank];
    }

    int[] nearestIds(int count) {
        return Arrays.copyOf(ids, Math.min(count, size));
    }

    double[] nearestDistances(int count) {
        return Arrays.copyOf(distances, Math.min(count, size));
    }

    /** Copies all to the arrays from that position on, after {@link #sort()}. */
    void copyTo(int[] allIds, double[] allDistances, int at) {
        System.arraycopy(ids, 0, allIds, at, size);
        System.arraycopy(distances, 0, allDistances, at, size);
    }

    private boolean isBefore(int id, double distance, int place) {
        return distance < distances[place] || (distance == distances[place] && id < ids[place]);
    }

    private void siftUp(int from, int id, double distance) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (isBefore(id, distance, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        ids[hole] = id;
        distances[hole] = distance;
    }

    /** Puts the point on top of the first {@code end} elements. */
    private void siftDown(int end, int id, double distance) {
        int hole = 0;
        for (int child = 1; child < end; child = 2 * hole + 1) {
            if (child + 1 < end && isBefore(ids[child], distances[child], child + 1)) {
                child++;
            }
            if (!isBefore(id, distance, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        ids[hole] = id;
        distances[hole] = distance;
    }

    private void move(int from, int to) {
        ids[to] = ids[from];
        distances[to] = distances[from];
    }
}
