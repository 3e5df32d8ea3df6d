package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One cluster that decisions part, against the rule as it is told in words. */
class PartedClusterTests {

    private static final int D = 2;

    @Test
    void isPartedAsTheRuleSays() {
        Random random = new Random(11);
        for (int round = 0; round < 400; round++) {
            int n = 3 + random.nextInt(40);
            float[] rows = new float[n * D];
            for (int k = 0; k < rows.length; k++) {
                rows[k] = random.nextInt(5);
            }
            List<DecidedPair> newestFirst = new ArrayList<>();
            for (int i = random.nextInt(15); i >= 0; i--) {
                int a = random.nextInt(n);
                newestFirst.add(new DecidedPair(a, (a + 1 + random.nextInt(n - 1)) % n, random.nextInt(3) == 0));
            }
            PairDistance distance = PairDistance.ofRows(rows, n, D, Metric.EUCLIDEAN);
            FlatClustering one = new FlatClustering(new int[n], new double[n], new double[n], 1);

            int[] labels = DecidedClustering.honour(one, newestFirst, distance, RunMonitor.NONE)
                    .labels();

            assertThat(labels).isEqualTo(defined(n, UpheldPairs.of(n, newestFirst), distance));
        }
    }

    @Test
    void isNotPartedAnyMoreOnceThatIsCancelled() {
        AtomicInteger asked = new AtomicInteger();
        FlatClustering one = new FlatClustering(new int[100], new double[100], new double[100], 1);
        RunMonitor afterTheFirstDistance = new RunMonitor() {
            @Override
            public boolean isCancelled() {
                return asked.get() > 0;
            }
        };
        PairDistance distance = (a, b) -> {
            asked.incrementAndGet();
            return Math.abs(a - b);
        };

        assertThatExceptionOfType(RunCancelled.class)
                .isThrownBy(() -> DecidedClustering.honour(
                        one, List.of(new DecidedPair(0, 99, false)), distance, afterTheFirstDistance));
        assertThat(asked).hasValue(2);
    }

    private static int[] defined(int n, UpheldPairs pairs, PairDistance distance) {
        int[] side = new int[n];
        Arrays.fill(side, -1);
        int sides = 0;
        List<Integer> seeds = pairs.partings().stream()
                .flatMap(pair -> List.of(pair.a(), pair.b()).stream())
                .toList();
        for (int seed : seeds) {
            if (side[seed] < 0) {
                int nearest = nearest(n, pairs, distance, side, sides, seed);
                put(n, pairs, side, seed, nearest < 0 ? sides++ : nearest);
            }
        }
        int[] parted = side.clone();
        for (int i = 0; i < n && sides > 0; i++) {
            if (side[i] < 0) {
                put(n, pairs, side, i, nearest(n, pairs, distance, parted, sides, i));
            }
        }
        return sides == 0 ? new int[n] : numbered(side, sides);
    }

    private static void put(int n, UpheldPairs pairs, int[] side, int point, int where) {
        IntStream.range(0, n).filter(i -> pairs.areTogether(i, point)).forEach(i -> side[i] = where);
    }

    private static int nearest(int n, UpheldPairs pairs, PairDistance distance, int[] side, int sides, int point) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int s = 0; s < sides; s++) {
            int asked = s;
            int[] there = IntStream.range(0, n).filter(i -> side[i] == asked).toArray();
            if (Arrays.stream(there).noneMatch(i -> pairs.areApart(i, point))) {
                double gap = Arrays.stream(there)
                        .boxed()
                        .flatMapToDouble(i -> IntStream.range(0, n)
                                .filter(j -> pairs.areTogether(j, point))
                                .mapToDouble(j -> distance.between(i, j)))
                        .min()
                        .orElseThrow();
                if (gap < least) {
                    least = gap;
                    nearest = s;
                }
            }
        }
        return nearest;
    }

    /** Clusters by size, then by their lowest point; a single point is none. */
    private static int[] numbered(int[] side, int sides) {
        List<int[]> clusters = IntStream.range(0, sides)
                .mapToObj(s -> IntStream.range(0, side.length)
                        .filter(i -> side[i] == s)
                        .toArray())
                .filter(cluster -> cluster.length > 1)
                .sorted(Comparator.comparingInt((int[] cluster) -> -cluster.length)
                        .thenComparingInt(cluster -> cluster[0]))
                .toList();
        int[] labels = new int[side.length];
        Arrays.fill(labels, FlatClustering.NOISE);
        for (int number = 0; number < clusters.size(); number++) {
            for (int point : clusters.get(number)) {
                labels[point] = number;
            }
        }
        return labels;
    }
}
