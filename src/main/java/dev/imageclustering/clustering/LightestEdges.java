package dev.imageclustering.clustering;

import java.util.Arrays;

/** The lightest edge that each of n places was offered, in parallel arrays; infinitely heavy where there was none. */
final class LightestEdges {

    private final int[] from;
    private final int[] to;
    private final double[] weight;

    LightestEdges(int n) {
        this.from = new int[n];
        this.to = new int[n];
        this.weight = new double[n];
        clear();
    }

    void clear() {
        Arrays.fill(weight, Double.POSITIVE_INFINITY);
    }

    void clear(int place) {
        weight[place] = Double.POSITIVE_INFINITY;
    }

    /** Keeps the edge if it is lighter than the one that the place has; of equally light ones the first stays. */
    void offer(int place, int edgeFrom, int edgeTo, double edgeWeight) {
        if (edgeWeight < weight[place]) {
            from[place] = edgeFrom;
            to[place] = edgeTo;
            weight[place] = edgeWeight;
        }
    }

    boolean isEmpty(int place) {
        return weight[place] == Double.POSITIVE_INFINITY;
    }

    double weight(int place) {
        return weight[place];
    }

    int to(int place) {
        return to[place];
    }

    Edge edge(int place) {
        return new Edge(from[place], to[place], weight[place]);
    }
}
