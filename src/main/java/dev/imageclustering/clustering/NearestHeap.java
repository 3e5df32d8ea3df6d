package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The {@code capacity} nearest of the points that were offered; of equally near ones those that came first stay. A
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

    /** Returns the distance that a point must be below to matter: the farthest one's, infinite while there is room. */
    double limit() {
        return size < ids.length ? Double.POSITIVE_INFINITY : distances[0];
    }

    /** Takes the point in if it is nearer than {@link #limit()}. Time O(log k). */
    void offer(int id, double distance) {
        if (size < ids.length) {
            siftUp(size++, id, distance);
        } else if (distance < distances[0]) {
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

    private void siftUp(int from, int id, double distance) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (distance <= distances[parent]) {
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
            if (child + 1 < end && distances[child + 1] > distances[child]) {
                child++;
            }
            if (distance >= distances[child]) {
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
