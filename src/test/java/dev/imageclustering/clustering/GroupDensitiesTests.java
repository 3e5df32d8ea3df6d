package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupDensitiesTests {

    private static final int N = 120;

    /** Who leaves a cluster before its end leaves it where an edge parts it: there the lambda can be read off. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void findsWhereTheProbabilitiesOfTheRunEnd(int minClusterSize) {
        for (int seed = 0; seed < 20; seed++) {
            HdbscanResult run = run(points(seed), minClusterSize, seed % 2 == 0);
            FlatClustering clusters = run.clustering();
            GroupDensities densities = densities(run, minClusterSize);

            for (int i = 0; i < N; i++) {
                int label = clusters.labels()[i];
                if (label >= 0 && clusters.probabilities()[i] < 1) {
                    double left = densities.densest()[label] / clusters.probabilities()[i];
                    assertThat(Arrays.stream(run.tree().weight())
                                    .map(weight -> Math.abs(weight - left))
                                    .min()
                                    .orElseThrow())
                            .isLessThan(1e-9);
                }
            }
        }
    }

    /** At its birth a cluster is whole, and has nothing of another. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void findsWhereTheClustersOfTheRunBegin(int minClusterSize) {
        for (int seed = 0; seed < 20; seed++) {
            HdbscanResult run = run(points(seed), minClusterSize, seed % 2 == 0);
            int[] labels = run.clustering().labels();
            GroupDensities densities = densities(run, minClusterSize);

            for (int label = 0; label < run.clustering().clusterCount(); label++) {
                int group = label;
                double birth = densities.births()[label];
                int[] below = components(run.tree(), birth, false);
                int[] at = components(run.tree(), birth, true);
                int[] members =
                        IntStream.range(0, N).filter(i -> labels[i] == group).toArray();
                assertThat(Arrays.stream(members).map(i -> below[i]).distinct()).hasSize(1);
                assertThat(IntStream.range(0, N)
                                .filter(i -> labels[i] >= 0 && below[i] == below[members[0]])
                                .map(i -> labels[i]))
                        .containsOnly(label);
                if (birth < Double.POSITIVE_INFINITY) {
                    assertThat(IntStream.range(0, N)
                                    .filter(i -> labels[i] >= 0 && at[i] == at[members[0]])
                                    .map(i -> labels[i]))
                            .hasSizeGreaterThan(members.length);
                }
            }
        }
    }

    @Test
    void joinsAPointThatIsThereAlreadyAsTheRunDid() {
        for (int seed = 0; seed < 20; seed++) {
            float[] points = points(seed);
            HdbscanResult run = run(points, 5, false);
            int[] labels = Arrays.copyOf(run.clustering().labels(), 2 * N);
            Arrays.fill(labels, N, 2 * N, JoinedGroups.FRESH);
            float[] twice = Arrays.copyOf(points, 2 * points.length);
            System.arraycopy(points, 0, twice, points.length, points.length);
            GroupDensities densities = densities(run, 5);
            double[] cores = Arrays.copyOf(run.coreDistances(), 2 * N);
            Arrays.fill(cores, N, 2 * N, Double.NaN);

            JoinedGroups joined = GroupJoining.join(
                    twice,
                    2,
                    labels,
                    List.of(),
                    new GroupJoining.Parameters(5, Metric.EUCLIDEAN, Double.POSITIVE_INFINITY),
                    new GroupDensities(cores, densities.births(), densities.densest()),
                    RunMonitor.NONE);

            for (int i = 0; i < N; i++) {
                if (run.clustering().labels()[i] >= 0) {
                    assertThat(joined.labels()[N + i])
                            .isEqualTo(run.clustering().labels()[i]);
                }
            }
        }
    }

    @Test
    void knowsNothingOfAGroupThatTheHierarchyDoesNotHave() {
        SpanningTree forest = SpanningTree.of(3, new Edge[] {new Edge(0, 1, 0.25), new Edge(1, 2, 0.5)});

        GroupDensities densities = GroupDensities.of(forest, new int[] {0, 0, -1}, 2, 2);

        assertThat(densities.births()[0]).isInfinite();
        assertThat(densities.densest()[0]).isEqualTo(0.25, within(0.0));
        assertThat(densities.births()[1]).isNaN();
        assertThat(densities.densest()[1]).isNaN();
    }

    private static GroupDensities densities(HdbscanResult run, int minClusterSize) {
        return GroupDensities.of(
                run.tree(), run.clustering().labels(), run.clustering().clusterCount(), minClusterSize);
    }

    private static HdbscanResult run(float[] points, int minClusterSize, boolean leaf) {
        HdbscanParameters parameters = HdbscanParameters.of(minClusterSize, minClusterSize, Metric.EUCLIDEAN)
                .withAllowSingleCluster(false);
        return Hdbscan.run(
                points, N, 2, leaf ? parameters.withSelection(SelectionMethod.LEAF) : parameters, RunMonitor.NONE);
    }

    private static int[] components(SpanningTree tree, double distance, boolean inclusive) {
        DisjointSets sets = new DisjointSets(N);
        for (int e = 0; e < tree.edges(); e++) {
            if (tree.weight()[e] < distance || (inclusive && tree.weight()[e] == distance)) {
                sets.union(tree.from()[e], tree.to()[e]);
            }
        }
        return IntStream.range(0, N).map(sets::find).toArray();
    }

    private static float[] points(int seed) {
        Random random = new Random(seed);
        float[] points = new float[2 * N];
        for (int k = 0; k < points.length; k++) {
            points[k] = (float) (random.nextGaussian() * 0.3 + (k / 30) % 4);
        }
        return points;
    }
}
