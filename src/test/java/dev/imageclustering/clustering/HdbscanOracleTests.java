package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The whole algorithm against the definitions of the papers, on many small inputs. */
class HdbscanOracleTests {

    private static final int INPUTS = 600;

    @Test
    void agreesWithTheDefinitionOnBlobs() {
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed);
            int d = 1 + random.nextInt(6);
            agree(random, RandomRows.blobs(random, random.nextInt(41), d), d, anyMetric(random));
        }
    }

    @Test
    void agreesWithTheDefinitionOnDuplicatesAndZeros() {
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(1000 + seed);
            int d = 1 + random.nextInt(6);
            float[][] rows = RandomRows.withDuplicates(random, RandomRows.blobs(random, random.nextInt(41), d));
            agree(random, rows, d, anyMetric(random));
        }
    }

    @Test
    void agreesWithTheDefinitionOnTies() {
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(2000 + seed);
            int d = 1 + random.nextInt(3);
            Metric metric = random.nextBoolean() ? Metric.EUCLIDEAN : Metric.MANHATTAN;
            agree(random, RandomRows.lattice(random, random.nextInt(41), d), d, metric);
        }
    }

    @Test
    void agreesWithTheDefinitionOnTiedAngles() {
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(3000 + seed);
            float[][] rows = RandomRows.withDuplicates(random, RandomRows.signs(random, random.nextInt(41)));
            agree(random, rows, 8, Metric.COSINE);
        }
    }

    private static Metric anyMetric(Random random) {
        return Metric.values()[random.nextInt(Metric.values().length)];
    }

    private static void agree(Random random, float[][] rows, int d, Metric metric) {
        HdbscanParameters parameters = parameters(random, rows, metric);
        FlatClustering expected = DefinedHdbscan.cluster(rows, parameters);
        FlatClustering actual = Hdbscan.cluster(RandomRows.flat(rows, d), rows.length, d, parameters);
        String input = "%d rows of %d, %s".formatted(rows.length, d, parameters);
        assertThat(actual.labels()).as(input).isEqualTo(expected.labels());
        assertThat(actual.clusterCount()).as(input).isEqualTo(expected.clusterCount());
        assertThat(actual.probabilities()).as(input).containsExactly(expected.probabilities(), within(1e-9));
        assertThat(actual.outlierScores()).as(input).containsExactly(expected.outlierScores(), within(1e-9));
    }

    private static HdbscanParameters parameters(Random random, float[][] rows, Metric metric) {
        HdbscanParameters parameters = HdbscanParameters.of(2 + random.nextInt(6), 1 + random.nextInt(6), metric)
                .withSelection(SelectionMethod.values()[random.nextInt(2)])
                .withAllowSingleCluster(random.nextBoolean());
        if (rows.length < 2 || random.nextInt(3) > 0) {
            return parameters;
        }
        double[][] distances = DefinedDistances.matrix(rows, metric);
        double some = distances[random.nextInt(rows.length)][random.nextInt(rows.length)];
        // On whole numbers some epsilons are to fall on a distance exactly; elsewhere rounding would decide.
        return parameters.withClusterSelectionEpsilon(some == Math.rint(some) ? some : some * random.nextDouble());
    }
}
