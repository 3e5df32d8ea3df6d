package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast searches for the nearest side against one that compares all pairs. */
class NearestSidesTests {

    private static final RunMonitor CANCELLED = new RunMonitor() {
        @Override
        public boolean isCancelled() {
            return true;
        }
    };

    @ParameterizedTest
    @EnumSource(Metric.class)
    void findsTheNearestSideOfRows(Metric metric) {
        Random random = new Random(metric.ordinal());
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(60);
            int d = 1 + random.nextInt(3);
            float[] rows = new float[n * d];
            for (int k = 0; k < rows.length; k++) {
                // Few values, so that there are ties of many.
                rows[k] = random.nextInt(3) - 1;
            }

            assertIsNearest(random, n, PairDistance.ofRows(rows, n, d, metric));
        }
    }

    @Test
    void findsTheNearestSideInAHierarchy() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            int n = 2 + random.nextInt(60);
            assertIsNearest(random, n, HierarchyDistance.of(forest(random, n)));
        }
    }

    @Test
    void endsWhenItIsCancelled() {
        PairDistance rows = PairDistance.ofRows(new float[] {0, 1, 2}, 3, 1, Metric.EUCLIDEAN);
        PairDistance tree =
                HierarchyDistance.of(new SpanningTree(3, new int[] {0, 1}, new int[] {1, 2}, new double[] {1, 2}));
        PairDistance line = (a, b) -> Math.abs(a - b);

        for (PairDistance distance : new PairDistance[] {rows, tree, line}) {
            assertThatExceptionOfType(RunCancelled.class)
                    .isThrownBy(() -> distance.nearest(new int[] {0}, new int[] {1, 2}, new int[] {0, 1}, CANCELLED));
        }
    }

    private static void assertIsNearest(Random random, int n, PairDistance distance) {
        int[] shuffled = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = other;
        }
        int s = 1 + random.nextInt(n - 1);
        int[] parted = Arrays.copyOf(shuffled, s);
        int[] asked = Arrays.copyOfRange(shuffled, s, n);
        int[] sides = random.ints(s, 0, 1 + random.nextInt(6)).toArray();
        PairDistance plain = distance::between;

        NearestSides found = distance.nearest(asked, parted, sides, RunMonitor.NONE);

        NearestSides expected = plain.nearest(asked, parted, sides, RunMonitor.NONE);
        assertThat(found.distances()).isEqualTo(expected.distances());
        assertThat(found.sides()).isEqualTo(expected.sides());
    }

    /** Some trees, with equal weights. */
    private static SpanningTree forest(Random random, int n) {
        int[] children =
                IntStream.range(1, n).filter(i -> random.nextInt(10) > 0).toArray();
        int[] from = Arrays.stream(children).map(random::nextInt).toArray();
        double[] weights =
                random.ints(children.length, 0, 5).asDoubleStream().sorted().toArray();
        return new SpanningTree(n, from, children, weights);
    }
}
