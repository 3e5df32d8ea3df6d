package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The flat clustering of a hierarchy at one distance: single linkage, as in R. Sibson, SLINK, The Computer Journal
 * 16(1), 1973. Every cluster at a distance lies inside one at any greater distance.
 */
public final class HierarchyCut {

    private HierarchyCut() {}

    /**
     * Returns the components that edges of at most {@code distance} join, if they have at least {@code minSize} of the
     * points that count; the other points are noise. A point's probability is how near its nearest link is in comparison
     * with the nearest of its cluster: the weight of the latter over that of the former, {@code (0, 1]}, 1 where both
     * are 0. Clusters are numbered by how many of their points count, of equally large ones by the lowest point. Time
     * about O(n), memory O(n).
     *
     * @param counted which points count, one element a point; the others hold clusters together but are noise themselves
     * @param outlierScores what the result says of the points, {@code [0, 1]}
     */
    public static FlatClustering at(
            SpanningTree forest, double distance, int minSize, boolean[] counted, double[] outlierScores) {
        int n = forest.points();
        DisjointSets sets = new DisjointSets(n);
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int e = 0; e < forest.edges() && forest.weight()[e] <= distance; e++) {
            sets.union(forest.from()[e], forest.to()[e]);
            // Edges ascend: the first at a point is its lightest.
            nearest[forest.from()[e]] = Math.min(nearest[forest.from()[e]], forest.weight()[e]);
            nearest[forest.to()[e]] = Math.min(nearest[forest.to()[e]], forest.weight()[e]);
        }
        int[] sizes = new int[n];
        for (int i = 0; i < n; i++) {
            sizes[sets.find(i)] += counted[i] ? 1 : 0;
        }
        int[] numbers = numbers(sets, sizes, minSize, counted);
        int[] labels = IntStream.range(0, n)
                .map(i -> counted[i] ? numbers[sets.find(i)] : FlatClustering.NOISE)
                .toArray();
        int clusters = Arrays.stream(labels).max().orElse(FlatClustering.NOISE) + 1;
        return new FlatClustering(labels, probabilities(labels, clusters, nearest), outlierScores, clusters);
    }

    /** Returns the number of the cluster of each set, by the element that stands for it. */
    private static int[] numbers(DisjointSets sets, int[] sizes, int minSize, boolean[] counted) {
        int[] numbers = new int[sizes.length];
        Arrays.fill(numbers, FlatClustering.NOISE);
        int[] inOrder = IntStream.range(0, sizes.length)
                .filter(i -> counted[i])
                .map(sets::find)
                .distinct()
                .filter(set -> sizes[set] >= minSize)
                .boxed()
                .sorted(Comparator.comparingInt((Integer set) -> -sizes[set]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int number = 0; number < inOrder.length; number++) {
            numbers[inOrder[number]] = number;
        }
        return numbers;
    }

    private static double[] probabilities(int[] labels, int clusters, double[] nearest) {
        double[] least = new double[clusters];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != FlatClustering.NOISE) {
                least[labels[i]] = Math.min(least[labels[i]], nearest[i]);
            }
        }
        double[] probabilities = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != FlatClustering.NOISE) {
                double own = nearest[i];
                probabilities[i] = own <= least[labels[i]] ? 1 : least[labels[i]] / own;
            }
        }
        return probabilities;
    }
}
