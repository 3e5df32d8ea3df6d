package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HierarchyDistanceTests {

    @Test
    void isTheHeaviestEdgeOnThePathBetweenTwoPoints() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            SpanningTree forest = forest(2 + random.nextInt(40), random);
            HierarchyDistance distance = HierarchyDistance.of(forest);
            for (int a = 0; a < forest.points(); a++) {
                for (int b = 0; b < forest.points(); b++) {
                    int joining = HierarchyLinks.joining(forest, a, b);
                    double expected =
                            joining == HierarchyLinks.NONE ? Double.POSITIVE_INFINITY : forest.weight()[joining];
                    assertThat(distance.between(a, b)).isEqualTo(a == b ? 0 : expected);
                }
            }
        }
    }

    /** Weights are few, so that many are equal, and one in five points begins a tree of its own. */
    private static SpanningTree forest(int points, Random random) {
        int[] from = new int[points];
        int[] to = new int[points];
        double[] weights = random.doubles(points)
                .map(value -> Math.round(value * 8))
                .sorted()
                .toArray();
        DisjointSets sets = new DisjointSets(points);
        int edges = 0;
        for (int attempt = 0; attempt < 4 * points && edges < points * 4 / 5; attempt++) {
            int a = random.nextInt(points);
            int b = random.nextInt(points);
            if (sets.union(a, b)) {
                from[edges] = a;
                to[edges] = b;
                edges++;
            }
        }
        return new SpanningTree(
                points, Arrays.copyOf(from, edges), Arrays.copyOf(to, edges), Arrays.copyOf(weights, edges));
    }
}
