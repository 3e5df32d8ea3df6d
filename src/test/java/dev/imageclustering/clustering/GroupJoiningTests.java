package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupJoiningTests {

    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @EnumSource(Metric.class)
    void joinsAsTheDefinitionSays(Metric metric) {
        Random random = new Random(metric.ordinal());
        for (int round = 0; round < 150; round++) {
            int n = 2 + random.nextInt(40);
            int q = 1 + random.nextInt(6);
            int d = 2 + random.nextInt(4);
            float[] existing = rows(random, n, d);
            float[] fresh = rows(random, q, d);
            int[] labels = random.ints(n, -1, 4).toArray();
            var parameters = new GroupJoining.Parameters(
                    1 + random.nextInt(4), metric, random.nextBoolean() ? UNLIMITED : random.nextDouble());

            var joined = GroupJoining.join(existing, n, d, labels, fresh, q, parameters);

            for (int x = 0; x < q; x++) {
                float[] point = Arrays.copyOfRange(fresh, x * d, (x + 1) * d);
                new Definition(existing, n, d, labels, point, parameters)
                        .assertGives(joined.labels()[x], joined.probabilities()[x]);
            }
        }
    }

    @Test
    void joinsTheGroupItLiesIn() {
        float[] existing = {0, 0.1f, 0.2f, 5, 5.1f, 5.2f, 20};
        int[] labels = {0, 0, 0, 1, 1, 1, -1};

        var joined = GroupJoining.join(existing, 7, 1, labels, new float[] {5.15f, 0.05f, 20.5f, 9}, 4, line(1));

        assertThat(joined.labels()).containsExactly(1, 0, -1, 1);
        assertThat(joined.probabilities()[0]).isEqualTo(1);
        assertThat(joined.probabilities()[3]).isBetween(0.0, 0.1);
    }

    @Test
    void leavesOutWhatIsFartherThanTheGroupIsFromTheOthers() {
        float[] existing = {0, 0.1f, 0.2f, 5, 5.1f, 5.2f};
        int[] labels = {0, 0, 0, 1, 1, 1};

        assertThat(GroupJoining.join(existing, 6, 1, labels, new float[] {-6}, 1, line(1))
                        .labels())
                .containsExactly(FlatClustering.NOISE);
    }

    @Test
    void leavesOutWhatIsFartherThanAllowed() {
        float[] existing = {0, 0.1f};
        int[] labels = {0, 0};
        var parameters = new GroupJoining.Parameters(1, Metric.EUCLIDEAN, 0.5);

        assertThat(GroupJoining.join(existing, 2, 1, labels, new float[] {0.5f, 0.7f}, 2, parameters)
                        .labels())
                .containsExactly(0, FlatClustering.NOISE);
    }

    @Test
    void isNoiseWhereThereIsNothingToJoin() {
        var joined = GroupJoining.join(new float[0], 0, 2, new int[0], new float[] {1, 2}, 1, line(1));

        assertThat(joined.labels()).containsExactly(FlatClustering.NOISE);
        assertThat(joined.probabilities()).containsExactly(0);
    }

    @Test
    void joinsEachAsIfItCameAlone() {
        Random random = new Random(8);
        float[] existing = rows(random, 30, 3);
        int[] labels = random.ints(30, -1, 3).toArray();
        float[] fresh = rows(random, 10, 3);

        int[] together =
                GroupJoining.join(existing, 30, 3, labels, fresh, 10, line(2)).labels();

        for (int x = 0; x < 10; x++) {
            float[] alone = Arrays.copyOfRange(fresh, 3 * x, 3 * x + 3);
            assertThat(GroupJoining.join(existing, 30, 3, labels, alone, 1, line(2))
                            .labels())
                    .containsExactly(together[x]);
        }
    }

    @Test
    void refusesLabelsOfOtherPoints() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupJoining.join(new float[2], 2, 1, new int[3], new float[1], 1, line(1)))
                .withMessage("2 points, 3 labels");
    }

    private static GroupJoining.Parameters line(int minSamples) {
        return new GroupJoining.Parameters(minSamples, Metric.EUCLIDEAN, UNLIMITED);
    }

    /** Values on a coarse grid, so that there are ties and duplicates. */
    private static float[] rows(Random random, int n, int d) {
        float[] rows = new float[n * d];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = random.nextInt(8) / 4f;
        }
        return rows;
    }

    /** The rule, written down from its words. */
    private record Definition(
            float[] existing, int n, int d, int[] labels, float[] x, GroupJoining.Parameters parameters) {

        void assertGives(int label, double probability) {
            Integer[] nearest = byDistance(x, -1);
            int depth = Math.min(n, Math.max(16, 2 * parameters.minSamples()));
            int chosen = nearest[0];
            for (int rank = 1; rank < depth; rank++) {
                if (reach(nearest[rank]) < reach(chosen)) {
                    chosen = nearest[rank];
                }
            }
            boolean joins = labels[chosen] >= 0
                    && distance(x, row(chosen)) <= parameters.maxDistance()
                    && reach(chosen) <= birth(labels[chosen]);
            assertThat(label).isEqualTo(joins ? labels[chosen] : -1);
            assertThat(probability).isEqualTo(joins ? share(chosen) : 0);
        }

        private double share(int chosen) {
            double densest = Double.POSITIVE_INFINITY;
            for (int y = 0; y < n; y++) {
                if (labels[y] == labels[chosen]) {
                    densest = Math.min(densest, core(row(y), y));
                }
            }
            return reach(chosen) <= densest ? 1 : densest / reach(chosen);
        }

        private double birth(int label) {
            double birth = Double.POSITIVE_INFINITY;
            for (int y = 0; y < n; y++) {
                for (int z = 0; z < n; z++) {
                    if (labels[y] == label && labels[z] >= 0 && labels[z] != label) {
                        birth = Math.min(birth, Math.max(core(row(y), y), distance(row(y), row(z))));
                    }
                }
            }
            return birth;
        }

        private double reach(int y) {
            return Math.max(Math.max(core(x, -1), core(row(y), y)), distance(x, row(y)));
        }

        private double core(float[] of, int self) {
            Integer[] nearest = byDistance(of, self);
            if (nearest.length == 0) {
                return 0;
            }
            return distance(of, row(nearest[Math.min(parameters.minSamples(), nearest.length) - 1]));
        }

        private Integer[] byDistance(float[] of, int self) {
            return IntStream.range(0, n)
                    .filter(i -> i != self)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> distance(of, row(i))))
                    .toArray(Integer[]::new);
        }

        private float[] row(int i) {
            return Arrays.copyOfRange(existing, i * d, (i + 1) * d);
        }

        private double distance(float[] a, float[] b) {
            float[] both = new float[2 * d];
            System.arraycopy(a, 0, both, 0, d);
            System.arraycopy(b, 0, both, d, d);
            return PairDistance.ofRows(both, 2, d, parameters.metric()).between(0, 1);
        }
    }
}
