package dev.imageclustering.clustering;

import java.util.Arrays;

/** The distances of a few pairs of n points; all others are infinitely far apart. The arrays are not copied. */
record SparseDistances(int n, int[] from, int[] to, double[] distance) {

    /**
     * Checks the pairs.
     *
     * @throws IllegalArgumentException if an end is no point, both ends are one or a distance is NaN or negative
     */
    SparseDistances {
        if (from.length != distance.length || to.length != distance.length) {
            throw new IllegalArgumentException(
                    "%d starts, %d ends, %d distances".formatted(from.length, to.length, distance.length));
        }
        for (int e = 0; e < distance.length; e++) {
            int least = Math.min(from[e], to[e]);
            int greatest = Math.max(from[e], to[e]);
            if (least < 0 || greatest >= n || least == greatest || !(distance[e] >= 0)) {
                throw new IllegalArgumentException("edge %d from %d to %d of %s is none between two of %d points"
                        .formatted(e, from[e], to[e], distance[e], n));
            }
        }
    }

    /** Returns the distance of the {@code minSamples}-th nearest of each point, infinite where there is none. */
    double[] coreDistances(int minSamples) {
        int[] begins = new int[n + 1];
        for (int e = 0; e < distance.length; e++) {
            begins[from[e] + 1]++;
            begins[to[e] + 1]++;
        }
        Arrays.parallelPrefix(begins, Integer::sum);
        double[] incident = new double[2 * distance.length];
        int[] next = begins.clone();
        for (int e = 0; e < distance.length; e++) {
            incident[next[from[e]]++] = distance[e];
            incident[next[to[e]]++] = distance[e];
        }
        double[] cores = new double[n];
        for (int i = 0; i < n; i++) {
            Arrays.sort(incident, begins[i], begins[i + 1]);
            int degree = begins[i + 1] - begins[i];
            cores[i] = degree < minSamples ? Double.POSITIVE_INFINITY : incident[begins[i] + minSamples - 1];
        }
        return cores;
    }

    /**
     * Returns the minimum spanning forest of the finite mutual reachability distances, by Kruskal (J. B. Kruskal, On the
     * shortest spanning subtree of a graph, 1956). Time O(m log m).
     */
    SpanningTree spanningForest(double[] coreDistances) {
        Edge[] edges = new Edge[distance.length];
        for (int e = 0; e < edges.length; e++) {
            double weight = Math.max(distance[e], Math.max(coreDistances[from[e]], coreDistances[to[e]]));
            edges[e] = new Edge(from[e], to[e], weight);
        }
        DisjointSets sets = new DisjointSets(n);
        return SpanningTree.of(
                n,
                Arrays.stream(edges)
                        .filter(edge -> edge.weight() < Double.POSITIVE_INFINITY)
                        .sorted(Edge.LIGHTEST_FIRST)
                        .filter(edge -> sets.union(edge.from(), edge.to()))
                        .toArray(Edge[]::new));
    }
}
