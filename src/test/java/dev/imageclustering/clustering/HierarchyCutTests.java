package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HierarchyCutTests {

    /** 0 -1- 1 -3- 2, 3 -2- 4, and 5 alone. */
    private static final SpanningTree FOREST =
            new SpanningTree(6, new int[] {0, 3, 1}, new int[] {1, 4, 2}, new double[] {1, 2, 3});

    @Test
    void joinsWhatLinksOfAtMostTheDistanceJoin() {
        assertThat(cut(FOREST, 2, 2).labels()).containsExactly(0, 0, -1, 1, 1, -1);
    }

    @Test
    void joinsNothingBelowTheLightestLink() {
        FlatClustering cut = cut(FOREST, 0.5, 2);

        assertThat(cut.labels()).containsOnly(FlatClustering.NOISE);
        assertThat(cut.clusterCount()).isZero();
    }

    @Test
    void numbersTheLargestClusterFirst() {
        SpanningTree forest = new SpanningTree(5, new int[] {0, 2, 3}, new int[] {1, 3, 4}, new double[] {1, 1, 1});

        assertThat(cut(forest, 1, 2).labels()).containsExactly(1, 1, 0, 0, 0);
    }

    @Test
    void leavesOutClustersThatAreTooSmall() {
        assertThat(cut(FOREST, 3, 3).labels()).containsExactly(0, 0, 0, -1, -1, -1);
    }

    @Test
    void holdsAClusterTogetherByPointsThatDoNotCount() {
        boolean[] counted = {true, false, true, true, false, true};

        FlatClustering cut = HierarchyCut.at(FOREST, 3, 2, counted, new double[6]);

        assertThat(cut.labels()).containsExactly(0, -1, 0, -1, -1, -1);
    }

    @Test
    void comparesTheNearestLinkOfAPointWithThatOfItsCluster() {
        assertThat(cut(FOREST, 3, 2).probabilities()).containsExactly(1, 1, 1.0 / 3, 1, 1, 0);
    }

    @Test
    void isSureOfEqualPoints() {
        SpanningTree forest = new SpanningTree(3, new int[] {0, 1}, new int[] {1, 2}, new double[] {0, 0.5});

        assertThat(cut(forest, 1, 2).probabilities()).containsExactly(1, 1, 0);
    }

    @Test
    void standsNoPoints() {
        SpanningTree none = new SpanningTree(0, new int[0], new int[0], new double[0]);

        assertThat(cut(none, 1, 2).clusterCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nestsTheClustersOfADistanceInThoseOfAGreaterOne(long seed) {
        SpanningTree forest = randomForest(new Random(seed), 60);
        for (int minSize = 2; minSize < 5; minSize++) {
            for (double distance = 0; distance < 1; distance += 0.1) {
                int[] fine = cut(forest, distance, minSize).labels();
                int[] coarse = cut(forest, distance + 0.1, minSize).labels();
                for (int i = 0; i < fine.length; i++) {
                    for (int j = 0; j < i; j++) {
                        if (fine[i] != FlatClustering.NOISE && fine[i] == fine[j]) {
                            assertThat(coarse[i]).isEqualTo(coarse[j]).isNotEqualTo(FlatClustering.NOISE);
                        }
                    }
                }
            }
        }
    }

    static SpanningTree randomForest(Random random, int points) {
        int edges = points - 1 - random.nextInt(4);
        double[] weights = new double[edges];
        for (int e = 0; e < edges; e++) {
            // Few different weights, so that there are ties.
            weights[e] = random.nextInt(12) / 10.0;
        }
        Arrays.sort(weights);
        int[] from = new int[edges];
        int[] to = new int[edges];
        DisjointSets sets = new DisjointSets(points);
        for (int e = 0; e < edges; ) {
            from[e] = random.nextInt(points);
            to[e] = random.nextInt(points);
            if (sets.union(from[e], to[e])) {
                e++;
            }
        }
        return new SpanningTree(points, from, to, weights);
    }

    private static FlatClustering cut(SpanningTree forest, double distance, int minSize) {
        boolean[] all = new boolean[forest.points()];
        Arrays.fill(all, true);
        return HierarchyCut.at(forest, distance, minSize, all, new double[all.length]);
    }
}
