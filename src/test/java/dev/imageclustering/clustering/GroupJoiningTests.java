package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupJoiningTests {

    private static final int NOISE = FlatClustering.NOISE;
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

            var joined = join(existing, labels, fresh, d, parameters);

            for (int x = 0; x < q; x++) {
                float[] point = Arrays.copyOfRange(fresh, x * d, (x + 1) * d);
                new DefinedJoining(existing, n, d, labels, point, parameters)
                        .assertGives(joined.labels()[x], joined.probabilities()[x]);
            }
        }
    }

    @Test
    void joinsTheGroupItLiesIn() {
        float[] existing = {0, 0.1f, 0.2f, 5, 5.1f, 5.2f, 20};
        int[] labels = {0, 0, 0, 1, 1, 1, -1};

        var joined = join(existing, labels, new float[] {5.15f, 0.05f, 20.5f, 9}, 1, line(1));

        assertThat(joined.labels()).containsExactly(1, 0, -1, 1);
        assertThat(joined.probabilities()[0]).isEqualTo(1);
        assertThat(joined.probabilities()[3]).isBetween(0.0, 0.1);
    }

    @Test
    void leavesOutWhatIsFartherThanTheGroupIsFromTheOthers() {
        float[] existing = {0, 0.1f, 0.2f, 5, 5.1f, 5.2f};
        int[] labels = {0, 0, 0, 1, 1, 1};

        assertThat(join(existing, labels, new float[] {-6}, 1, line(1)).labels())
                .containsExactly(NOISE);
    }

    @Test
    void leavesOutWhatIsFartherThanAllowed() {
        float[] existing = {0, 0.1f};
        int[] labels = {0, 0};
        var parameters = new GroupJoining.Parameters(1, Metric.EUCLIDEAN, 0.5);

        assertThat(join(existing, labels, new float[] {0.5f, 0.7f}, 1, parameters)
                        .labels())
                .containsExactly(0, NOISE);
    }

    @Test
    void isNoiseWhereThereIsNothingToJoin() {
        var joined = join(new float[0], new int[0], new float[] {1, 2}, 2, line(1));

        assertThat(joined.labels()).containsExactly(NOISE);
        assertThat(joined.probabilities()).containsExactly(0);
    }

    @Test
    void joinsEachAsIfItCameAlone() {
        Random random = new Random(8);
        float[] existing = rows(random, 30, 3);
        int[] labels = random.ints(30, -1, 3).toArray();
        float[] fresh = rows(random, 10, 3);

        int[] together = join(existing, labels, fresh, 3, line(2)).labels();

        for (int x = 0; x < 10; x++) {
            float[] alone = Arrays.copyOfRange(fresh, 3 * x, 3 * x + 3);
            assertThat(join(existing, labels, alone, 3, line(2)).labels()).containsExactly(together[x]);
        }
    }

    @Test
    void refusesPointsWithoutLabels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> join(new float[2], new int[] {0}, new float[1], 1, line(1)))
                .withMessageContaining("not 3");
    }

    @Test
    void keepsTheLabelsThatAreThere() {
        float[] points = {0, 0.1f, 0.2f, 0.05f};
        int[] labels = {3, 3, NOISE, JoinedGroups.FRESH};

        var joined =
                GroupJoining.join(points, 1, labels, List.of(), line(1), GroupDensities.unknown(4, 4), RunMonitor.NONE);

        assertThat(joined.labels()).containsExactly(3, 3, NOISE, 3);
    }

    @Test
    void putsAPointBesideThoseItBelongsWith() {
        float[] existing = {0, 0.1f, 5, 5.1f};
        int[] labels = {0, 0, 1, 1};

        var joined = join(existing, labels, new float[] {0.05f}, 1, line(1), new DecidedPair(4, 3, true));

        assertThat(joined.labels()).containsExactly(1);
        assertThat(joined.probabilities()).containsExactly(1);
    }

    @Test
    void takesTheNextGroupWhereAPointIsHeldApart() {
        float[] existing = {0, 0.1f, 1, 1.1f, 20, 20.1f};
        int[] labels = {0, 0, 1, 1, 2, 2};

        assertThat(join(existing, labels, new float[] {0.4f}, 1, line(1), new DecidedPair(1, 6, false))
                        .labels())
                .containsExactly(1);
        assertThat(join(
                                existing,
                                labels,
                                new float[] {0.4f},
                                1,
                                line(1),
                                new DecidedPair(1, 6, false),
                                new DecidedPair(6, 2, false))
                        .labels())
                .containsExactly(NOISE);
    }

    @Test
    void keepsNewPointsApartOfEachOther() {
        float[] existing = {0, 0.1f, 5, 5.1f};
        int[] labels = {0, 0, 1, 1};

        var parameters = new GroupJoining.Parameters(1, Metric.EUCLIDEAN, 1);

        var joined = join(existing, labels, new float[] {0.05f, 0.3f}, 1, parameters, new DecidedPair(4, 5, false));

        assertThat(joined.labels()).containsExactly(0, NOISE);
    }

    @Test
    void movesNewPointsTogetherThatBelongTogether() {
        float[] existing = {0, 0.1f, 5, 5.1f};
        int[] labels = {0, 0, 1, 1};

        assertThat(join(existing, labels, new float[] {0.05f, 90}, 1, line(1), new DecidedPair(4, 5, true))
                        .labels())
                .containsExactly(0, 0);
        assertThat(join(existing, labels, new float[] {70, 90, 80}, 1, line(1), new DecidedPair(4, 5, true))
                        .labels())
                .containsExactly(2, 2, NOISE);
    }

    @Test
    void believesTheRunMoreThanTheLabels() {
        float[] existing = {0, 0.1f, 5, 5.1f};
        int[] labels = {0, 0, 1, 1, JoinedGroups.FRESH};
        var run = new GroupDensities(
                new double[] {0.2, 0.2, 0.2, 0.2, Double.NaN}, new double[] {1, 1}, new double[] {0.5, 0.5});

        assertThat(GroupJoining.join(with(existing, 1), 1, labels, List.of(), line(1), run, RunMonitor.NONE)
                        .probabilities()[4])
                .isEqualTo(0.5 / 0.9, within(1e-6));
        assertThat(GroupJoining.join(with(existing, 1.2f), 1, labels, List.of(), line(1), run, RunMonitor.NONE)
                        .labels()[4])
                .isEqualTo(NOISE);
    }

    /** The cores were not equal before they were rounded. */
    @Test
    void takesTheSameOfTwoThatAreEquallyNearAndDenseInAnyOrder() {
        Random random = new Random(9);
        for (int round = 0; round < 50; round++) {
            float there = 1 + random.nextFloat();
            float[] points = {-there, there, 0};
            float[] turned = {there, -there, 0};
            int[] labels = {0, 1, JoinedGroups.FRESH};
            float core = 3 + random.nextFloat();
            var run = new GroupDensities(
                    new double[] {core, core, Double.NaN}, new double[] {9, 9}, new double[] {0.5, 0.5});

            int one = GroupJoining.join(points, 1, labels, List.of(), line(1), run, RunMonitor.NONE)
                    .labels()[2];
            int other = GroupJoining.join(turned, 1, labels, List.of(), line(1), run, RunMonitor.NONE)
                    .labels()[2];

            assertThat(one).isNotNegative();
            assertThat(turned[other]).isEqualTo(points[one]);
        }
    }

    private static float[] with(float[] existing, float value) {
        float[] all = Arrays.copyOf(existing, existing.length + 1);
        all[existing.length] = value;
        return all;
    }

    /** Returns the groups of the new points alone. */
    private static JoinedGroups join(
            float[] existing,
            int[] labels,
            float[] fresh,
            int d,
            GroupJoining.Parameters parameters,
            DecidedPair... decisions) {
        float[] all = Arrays.copyOf(existing, existing.length + fresh.length);
        System.arraycopy(fresh, 0, all, existing.length, fresh.length);
        int n = labels.length;
        int[] withFresh = Arrays.copyOf(labels, n + fresh.length / d);
        Arrays.fill(withFresh, n, withFresh.length, JoinedGroups.FRESH);
        JoinedGroups joined = GroupJoining.join(
                all,
                d,
                withFresh,
                List.of(decisions),
                parameters,
                GroupDensities.unknown(withFresh.length, 4),
                RunMonitor.NONE);
        return new JoinedGroups(
                Arrays.copyOfRange(joined.labels(), n, withFresh.length),
                Arrays.copyOfRange(joined.probabilities(), n, withFresh.length));
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
}
