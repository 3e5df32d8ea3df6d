package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Joining where a few points stand for groups that are too large. */
class SampledJoiningTests {

    private static final int D = 3;
    private static final int N = 600;
    private static final int FRESH = 60;
    private static final int GROUPS = 3;
    private static final int FEW = 8;

    private final float[] points = new float[(N + FRESH) * D];
    private final int[] labels = new int[N + FRESH];

    /** Groups that lie side by side, and new points in them and around. */
    private void make(Random random) {
        for (int i = 0; i < N + FRESH; i++) {
            int group = random.nextInt(GROUPS);
            labels[i] = i < N ? group : JoinedGroups.FRESH;
            double width = i < N ? 0.3 : 0.5;
            for (int k = 0; k < D; k++) {
                points[i * D + k] = (float) ((k == 0 ? group : 0) * 2 + width * random.nextGaussian());
            }
        }
    }

    @Test
    void joinsNearlyAlwaysAsIfAllPointsWereMeasured() {
        int wrong = 0;
        int joined = 0;
        for (int seed = 0; seed < 20; seed++) {
            make(new Random(seed));
            int[] exact = join(N, RunMonitor.NONE).labels();
            int[] sampled = join(FEW, RunMonitor.NONE).labels();
            for (int i = N; i < N + FRESH; i++) {
                joined += exact[i] >= 0 ? 1 : 0;
                wrong += exact[i] == sampled[i] ? 0 : 1;
                assertThat(sampled[i]).isIn(exact[i] >= 0 ? List.of(exact[i]) : List.of(-1, 0, 1, 2));
            }
        }
        assertThat(joined).isGreaterThan(200);
        assertThat(wrong).isLessThan(20 * FRESH / 100);
    }

    @Test
    void joinsTheSameInAnyOrder() {
        make(new Random(1));
        JoinedGroups before = join(FEW, RunMonitor.NONE);
        for (int i = 0; i < N / 2; i++) {
            exchange(i, N - 1 - i);
        }

        JoinedGroups after = join(FEW, RunMonitor.NONE);

        assertThat(Arrays.copyOfRange(after.labels(), N, N + FRESH))
                .isEqualTo(Arrays.copyOfRange(before.labels(), N, N + FRESH));
        assertThat(Arrays.copyOfRange(after.probabilities(), N, N + FRESH))
                .isEqualTo(Arrays.copyOfRange(before.probabilities(), N, N + FRESH));
    }

    @Test
    void takesNoMoreThanItsShareOfEachGroup() {
        make(new Random(2));
        GroupSample sample = GroupSample.of(new RowHash(points, D), labels, GroupDensities.unknown(N, GROUPS), 300);

        int drawn =
                IntStream.range(0, GROUPS).map(label -> sample.of(label).length).sum();

        assertThat(drawn).isBetween(300 - GROUPS, 300);
        assertThat(Arrays.stream(sample.of(1)).map(i -> labels[i])).containsOnly(1);
    }

    @Test
    void countsEqualPointsOnce() {
        Arrays.fill(points, 1);
        GroupSample sample = GroupSample.of(new RowHash(points, D), labels, GroupDensities.unknown(N, 1), FEW);

        assertThat(sample.of(0)).hasSize(1);
    }

    @Test
    void takesAllPointsWhereTheyAreFew() {
        make(new Random(3));
        GroupSample sample = GroupSample.of(new RowHash(points, D), labels, GroupDensities.unknown(N, GROUPS), N);

        assertThat(sample.of(0))
                .isEqualTo(IntStream.range(0, N).filter(i -> labels[i] == 0).toArray());
    }

    @Test
    void endsWhenItIsCancelled() {
        make(new Random(4));
        RunMonitor cancelled = new RunMonitor() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatExceptionOfType(RunCancelled.class).isThrownBy(() -> join(FEW, cancelled));
    }

    private void exchange(int i, int j) {
        for (int k = 0; k < D; k++) {
            float value = points[i * D + k];
            points[i * D + k] = points[j * D + k];
            points[j * D + k] = value;
        }
        int label = labels[i];
        labels[i] = labels[j];
        labels[j] = label;
    }

    private JoinedGroups join(int sampled, RunMonitor monitor) {
        return GroupJoining.join(
                points,
                D,
                labels,
                List.of(),
                new GroupJoining.Parameters(3, Metric.EUCLIDEAN, Double.POSITIVE_INFINITY),
                GroupDensities.unknown(N + FRESH, GROUPS),
                monitor,
                sampled);
    }
}
