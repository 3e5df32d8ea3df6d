package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CondensedHierarchyTests {

    @Test
    void beginsNodesWhereAComponentParts() {
        // {0,1} at 1 and {2,3} at 2 are one at 4, with 4 alone joining at 5.
        SpanningTree tree =
                new SpanningTree(5, new int[] {0, 2, 1, 3}, new int[] {1, 3, 2, 4}, new double[] {1, 2, 4, 5});

        CondensedHierarchy condensed = CondensedHierarchy.of(tree, 2);

        assertThat(condensed.size()).containsExactly(5, 2, 2);
        assertThat(condensed.parent()).containsExactly(-1, 0, 0);
        assertThat(condensed.distance()).containsExactly(5, 2, 1);
        assertThat(condensed.parts()).containsExactly(4, Double.NaN, Double.NaN);
        assertThat(condensed.owner()).containsExactly(2, 2, 1, 1, 0);
    }

    @Test
    void makesOneNodeOfAChain() {
        SpanningTree chain = new SpanningTree(4, new int[] {0, 1, 2}, new int[] {1, 2, 3}, new double[] {1, 2, 3});

        CondensedHierarchy condensed = CondensedHierarchy.of(chain, 2);

        assertThat(condensed.nodes()).isEqualTo(1);
        assertThat(condensed.distance()).containsExactly(3);
        assertThat(condensed.owner()).containsOnly(0);
    }

    @Test
    void hasARootForEachTreeOfAForest() {
        SpanningTree forest = new SpanningTree(5, new int[] {0, 2}, new int[] {1, 3}, new double[] {1, 2});

        CondensedHierarchy condensed = CondensedHierarchy.of(forest, 2);

        assertThat(condensed.parent()).containsExactly(-1, -1);
        assertThat(condensed.owner()[4]).isEqualTo(CondensedHierarchy.NONE);
    }

    @Test
    void mergesLinksOfOneWeightAtOnce() {
        SpanningTree tree =
                new SpanningTree(6, new int[] {0, 2, 4, 1, 3}, new int[] {1, 3, 5, 2, 4}, new double[] {1, 1, 1, 2, 2});

        CondensedHierarchy condensed = CondensedHierarchy.of(tree, 2);

        assertThat(condensed.size()).containsExactly(6, 2, 2, 2);
        assertThat(condensed.parent()).containsExactly(-1, 0, 0, 0);
    }

    @Test
    void hasNoNodeForPointsThatNothingLinks() {
        SpanningTree single = new SpanningTree(1, new int[0], new int[0], new double[0]);
        SpanningTree none = new SpanningTree(0, new int[0], new int[0], new double[0]);

        assertThat(CondensedHierarchy.of(single, 2).owner()).containsExactly(CondensedHierarchy.NONE);
        assertThat(CondensedHierarchy.of(none, 2).nodes()).isZero();
    }

    @Test
    void refusesNodesOfOnePoint() {
        SpanningTree single = new SpanningTree(1, new int[0], new int[0], new double[0]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CondensedHierarchy.of(single, 1))
                .withMessage("minSize must be at least 2, not 1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsThePointsOfEachNode(long seed) {
        SpanningTree forest = HierarchyCutTests.randomForest(new Random(seed), 80);
        for (int minSize = 2; minSize < 6; minSize++) {
            CondensedHierarchy condensed = CondensedHierarchy.of(forest, minSize);
            int[] counted = new int[condensed.nodes()];
            for (int owner : condensed.owner()) {
                for (int node = owner;
                        node != CondensedHierarchy.NONE;
                        node = condensed.parent()[node]) {
                    counted[node]++;
                }
            }
            assertThat(condensed.size()).containsExactly(counted);
            for (int node = 0; node < condensed.nodes(); node++) {
                int parent = condensed.parent()[node];
                assertThat(parent).isLessThan(node);
                if (parent != CondensedHierarchy.NONE) {
                    assertThat(condensed.distance()[node]).isLessThan(condensed.parts()[parent]);
                }
            }
        }
    }
}
