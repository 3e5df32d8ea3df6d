package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HierarchyLinksTests {

    private static final SpanningTree FOREST =
            new SpanningTree(6, new int[] {0, 3, 1, 2}, new int[] {1, 4, 2, 3}, new double[] {1, 2, 3, 4});

    @Test
    void isTheHeaviestLinkOfThePath() {
        assertThat(HierarchyLinks.joining(FOREST, 0, 2)).isEqualTo(2);
        assertThat(HierarchyLinks.joining(FOREST, 4, 0)).isEqualTo(3);
        assertThat(HierarchyLinks.joining(FOREST, 3, 4)).isEqualTo(1);
    }

    @Test
    void isNoneWhereNoPathLeads() {
        assertThat(HierarchyLinks.joining(FOREST, 0, 5)).isEqualTo(HierarchyLinks.NONE);
        assertThat(HierarchyLinks.joining(FOREST, 2, 2)).isEqualTo(HierarchyLinks.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void partsWhereItIsCutBelowAndJoinsWhereItIsNot(long seed) {
        SpanningTree forest = HierarchyCutTests.randomForest(new Random(seed), 40);
        boolean[] all = new boolean[forest.points()];
        Arrays.fill(all, true);
        for (int a = 0; a < forest.points(); a++) {
            for (int b = 0; b < a; b++) {
                int edge = HierarchyLinks.joining(forest, a, b);
                if (edge != HierarchyLinks.NONE) {
                    double weight = forest.weight()[edge];
                    assertThat(together(forest, weight, all, a, b)).isTrue();
                    assertThat(together(forest, Math.nextDown(weight), all, a, b))
                            .isFalse();
                }
            }
        }
    }

    private static boolean together(SpanningTree forest, double distance, boolean[] all, int a, int b) {
        int[] labels = HierarchyCut.at(forest, distance, 2, all, new double[all.length])
                .labels();
        return labels[a] != FlatClustering.NOISE && labels[a] == labels[b];
    }
}
