package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTests {

    @Test
    void areTheNearestByTheDefinition() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            int d = 1 + random.nextInt(20);
            int n = 2 + random.nextInt(400);
            Metric metric = Metric.values()[seed % 3];
            float[][] rows = RandomRows.blobs(random, n, d);
            NearestRows found = nearest(rows, d, 1 + random.nextInt(30), metric);
            double[][] distances = DefinedDistances.matrix(rows, metric);
            for (int i = 0; i < n; i++) {
                double[] expected = distances[i].clone();
                expected[i] = -1;
                Arrays.sort(expected);
                for (int rank = 0; rank < found.k(); rank++) {
                    assertThat(found.distance(i, rank)).isCloseTo(expected[rank + 1], within(1e-12));
                    assertThat(distances[i][found.id(i, rank)]).isCloseTo(expected[rank + 1], within(1e-12));
                }
            }
        }
    }

    @Test
    void takeTheLowerIndexOfEquallyNearOnes() {
        for (int seed = 0; seed < 20; seed++) {
            float[][] rows = RandomRows.lattice(new Random(seed), 600, 2);
            Metric metric = seed % 2 == 0 ? Metric.EUCLIDEAN : Metric.MANHATTAN;
            NearestRows found = nearest(rows, 2, 9, metric);
            double[][] distances = DefinedDistances.matrix(rows, metric);
            for (int i = 0; i < rows.length; i += 13) {
                int row = i;
                int[] expected = IntStream.range(0, rows.length)
                        .filter(j -> j != row)
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> distances[row][j]))
                        .limit(9)
                        .mapToInt(Integer::intValue)
                        .toArray();
                assertThat(Arrays.copyOfRange(found.ids(), i * 9, i * 9 + 9)).isEqualTo(expected);
            }
        }
    }

    @Test
    void ofQueriesAreAmongTheRowsOnly() {
        float[][] rows = RandomRows.blobs(new Random(1), 300, 5);
        float[][] queries = RandomRows.blobs(new Random(1), 40, 5);
        queries[7] = rows[123].clone();
        NearestRows found = Neighbours.nearest(
                RandomRows.flat(queries, 5), 40, RandomRows.flat(rows, 5), 300, 5, 3, Metric.COSINE, RunMonitor.NONE);
        assertThat(found.id(7, 0)).isEqualTo(123);
        assertThat(found.distance(7, 0)).isZero();
        assertThat(Arrays.stream(found.ids()).boxed()).hasSize(120).allMatch(id -> id < 300);
    }

    @Test
    void areAllOthersWhereThereAreFewer() {
        NearestRows found = nearest(new float[][] {{0}, {10}, {1}}, 1, 7, Metric.EUCLIDEAN);
        assertThat(found.k()).isEqualTo(2);
        assertThat(found.ids()).containsExactly(2, 1, 2, 0, 0, 1);
        assertThat(found.distances()).containsExactly(1, 10, 9, 10, 1, 9);
    }

    @Test
    void areNoneOfNoRowsAndOfOne() {
        assertThat(nearest(new float[0][], 4, 3, Metric.COSINE).ids()).isEmpty();
        assertThat(nearest(new float[][] {{1}}, 1, 3, Metric.COSINE).k()).isZero();
    }

    @Test
    void refuseToBeFewerThanOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nearest(new float[][] {{1}}, 1, 0, Metric.COSINE))
                .withMessageContaining("k must");
    }

    private static NearestRows nearest(float[][] rows, int d, int k, Metric metric) {
        return Neighbours.nearest(RandomRows.flat(rows, d), rows.length, d, k, metric, RunMonitor.NONE);
    }
}
