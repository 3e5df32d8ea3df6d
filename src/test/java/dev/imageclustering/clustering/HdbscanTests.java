package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is promised of the results; where numbers stand here, their derivation stands beside them. */
class HdbscanTests {

    private static final Offset<Double> EXACT = within(1e-12);

    private static HdbscanParameters euclidean(int minClusterSize, int minSamples) {
        return HdbscanParameters.of(minClusterSize, minSamples, Metric.EUCLIDEAN);
    }

    private static FlatClustering line(HdbscanParameters parameters, double... positions) {
        float[] points = new float[positions.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) positions[i];
        }
        return Hdbscan.cluster(points, points.length, 1, parameters);
    }

    /**
     * Both groups hold together at 2 and part from each other at 7, as 40 does from them at 27. Stability of a group:
     * 3 (1/2 - 1/7) = 15/14 each; of the root: 1/27 + 6/7 < 15/7. GLOSH of 40 is 1 - (1/27) / (1/2) = 25/27.
     */
    @Test
    void partsTwoGroupsAndAnOutlier() {
        FlatClustering found = line(euclidean(3, 1), 0, 1, 3, 10, 11, 13, 40);
        assertThat(found.labels()).containsExactly(0, 0, 0, 1, 1, 1, -1);
        assertThat(found.probabilities()).containsExactly(1, 1, 1, 1, 1, 1, 0);
        assertThat(found.outlierScores()).containsExactly(new double[] {0, 0, 0, 0, 0, 0, 25 / 27.0}, EXACT);
        assertThat(found.clusterCount()).isEqualTo(2);
    }

    /** With pairs for clusters, 3 leaves {0, 1} at 2, and the pair ends at 1: probability 1/2, GLOSH 1 - 1/2. */
    @Test
    void saysHowStronglyAPointBelongs() {
        FlatClustering found = line(euclidean(2, 1), 0, 1, 3, 10, 11, 13);
        assertThat(found.labels()).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(found.probabilities()).containsExactly(new double[] {1, 1, 0.5, 1, 1, 0.5}, EXACT);
        assertThat(found.outlierScores()).containsExactly(new double[] {0, 0, 0.5, 0, 0, 0.5}, EXACT);
    }

    /**
     * Between 1 and 3 lies 2, but two neighbours of each are needed: cores 3, 2, 3 for 0, 1, 3; the group ends at 3.
     */
    @Test
    void doesNotCountAPointAmongItsOwnNeighbours() {
        FlatClustering found = line(euclidean(3, 2), 0, 1, 3, 10, 11, 13, 100);
        // 100 leaves at its core distance to 11, 89; the groups end at 3: 1 - 3/89.
        assertThat(found.outlierScores()[6]).isCloseTo(86 / 89.0, EXACT);
        assertThat(found.probabilities()).containsExactly(1, 1, 1, 1, 1, 1, 0);
    }

    @Test
    void findsGroupsOfTwo() {
        assertThat(line(euclidean(2, 1), 50, 0, 51, 200, 0.5).labels()).containsExactly(0, 1, 0, -1, 1);
    }

    @Test
    void numbersClustersBySizeThenByLowestIndex() {
        FlatClustering found = line(euclidean(2, 1), 100, 101, 0, 1, 50, 51, 52);
        assertThat(found.labels()).containsExactly(1, 1, 2, 2, 0, 0, 0);
    }

    /** Groups end at 1, the root parts at 2: 6 (1/2 - 0) = 3 for the root, 3 (1 - 1/2) twice for the groups. */
    @Test
    void prefersTheParentWhereStabilitiesAreEqual() {
        HdbscanParameters parameters = euclidean(3, 1);
        double[] positions = {0, 1, 2, 4, 5, 6};
        assertThat(line(parameters, positions).labels()).containsOnly(0);
        assertThat(line(parameters.withAllowSingleCluster(false), positions).labels())
                .containsExactly(0, 0, 0, 1, 1, 1);
    }

    /**
     * The first six are born at 60, part at 30, and their halves end at 20: 6 (1/30 - 1/60) = 0.1 = 2 x 3 (1/20 -
     * 1/30), but computed the second is the greater. The other three gain 3 (1/20 - 1/60) = 0.1, the root 9/60.
     */
    @Test
    void prefersTheParentWhereStabilitiesAreEqualButForRounding() {
        assertThat(line(euclidean(3, 1), 0, 20, 40, 70, 90, 110, 170, 190, 210).labels())
                .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void keepsAFewDistinctGroupsApartWithTheDefaultsOfTheService() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int d = 64;
            float[] points = new float[18 * d];
            for (int i = 0; i < 18; i++) {
                for (int k = 0; k < d; k++) {
                    points[i * d + k] = (float) (random.nextGaussian() * 0.3 + (k % 3 == i / 6 ? 1 : 0));
                }
            }
            FlatClustering found = Hdbscan.cluster(points, 18, d, HdbscanParameters.of(5, 5, Metric.COSINE));
            assertThat(found.labels()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2);
        }
    }

    /** All merge at 1 but 10, at 8: the root has no parts, ends at 1, and 10 belongs to it with 1/8. */
    @Test
    void labelsEveryPointOfTheRootWhereTheRootIsChosen() {
        FlatClustering found = line(euclidean(2, 1), 0, 1, 2, 10);
        assertThat(found.labels()).containsExactly(0, 0, 0, 0);
        assertThat(found.probabilities()).containsExactly(new double[] {1, 1, 1, 0.125}, EXACT);
        assertThat(found.outlierScores()).containsExactly(new double[] {0, 0, 0, 0.875}, EXACT);
    }

    @Test
    void callsEverythingNoiseWhereOnlyTheRootIsLeftAndNotAllowed() {
        for (SelectionMethod selection : SelectionMethod.values()) {
            FlatClustering found =
                    line(euclidean(2, 1).withAllowSingleCluster(false).withSelection(selection), 0, 1, 2, 10);
            assertThat(found.labels()).containsOnly(FlatClustering.NOISE);
            assertThat(found.clusterCount()).isZero();
        }
    }

    /** Pairs at 1, fours at 3, all at 30: fours gain 4 (1/3 - 1/30) = 1.2, their pairs 4 (1 - 1/3) = 2.67. */
    @Test
    void takesWhatPartsWithinEpsilonForOneCluster() {
        HdbscanParameters parameters = euclidean(2, 1);
        double[] positions = {0, 1, 4, 5, 35, 36, 39, 40};
        assertThat(line(parameters, positions).labels()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(line(parameters.withClusterSelectionEpsilon(2.9), positions).labels())
                .containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(line(parameters.withClusterSelectionEpsilon(3), positions).labels())
                .containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(line(parameters.withClusterSelectionEpsilon(30), positions).labels())
                .containsOnly(0);
        assertThat(line(
                                parameters
                                        .withClusterSelectionEpsilon(Double.POSITIVE_INFINITY)
                                        .withAllowSingleCluster(false),
                                positions)
                        .labels())
                .containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    }

    @Test
    void leavesOutWhatIsFartherThanTheEpsilonThatMadeTheRootTheCluster() {
        HdbscanParameters parameters = euclidean(2, 1).withClusterSelectionEpsilon(30);
        assertThat(line(parameters, 0, 1, 4, 5, 35, 36, 39, 40, 80).labels())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, -1);
    }

    /** Pairs at 1, fours at 1.5, all at 31: fours gain 4 (2/3 - 1/31) = 2.54, their pairs 4 (1 - 2/3) = 1.33. */
    @Test
    void takesTheClustersWithoutPartsByLeaf() {
        double[] positions = {0, 1, 2.5, 3.5, 34.5, 35.5, 37, 38};
        assertThat(line(euclidean(2, 1), positions).labels()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(line(euclidean(2, 1).withSelection(SelectionMethod.LEAF), positions)
                        .labels())
                .containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    }

    @Test
    void takesIdenticalPointsForOneClusterIfThereAreEnough() {
        for (Metric metric : Metric.values()) {
            float[] points = new float[7 * 3];
            Arrays.fill(points, 0.3f);
            FlatClustering found = Hdbscan.cluster(points, 7, 3, HdbscanParameters.of(7, 5, metric));
            assertThat(found.labels()).containsOnly(0).hasSize(7);
            assertThat(found.probabilities()).containsOnly(1);
            assertThat(found.outlierScores()).containsOnly(0);
            assertThat(Hdbscan.cluster(points, 7, 3, HdbscanParameters.of(8, 5, metric))
                            .labels())
                    .containsOnly(FlatClustering.NOISE);
        }
    }

    /** Those at distance 0 stay for ever: next to their infinite density, any other point counts nothing. */
    @Test
    void givesFiniteLimitsBesideDuplicates() {
        FlatClustering found = line(euclidean(3, 1), 0, 0, 0, 5);
        assertThat(found.labels()).containsOnly(0);
        assertThat(found.probabilities()).containsExactly(1, 1, 1, 0);
        assertThat(found.outlierScores()).containsExactly(0, 0, 0, 1);
    }

    @Test
    void partsHeapsOfDuplicatesButNothingInThem() {
        FlatClustering found = line(euclidean(2, 1), 0, 5, 0, 5, 0, 5, 0);
        assertThat(found.labels()).containsExactly(0, 1, 0, 1, 0, 1, 0);
        assertThat(found.probabilities()).containsOnly(1);
        assertThat(found.outlierScores()).containsOnly(0);
    }

    @Test
    void givesFiniteScoresForTheLeastAndTheGreatestDistances() {
        float[] points = {0, Float.MIN_VALUE, 0, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE / 2, 1, 1, 1e-30f};
        for (Metric metric : Metric.values()) {
            FlatClustering found = Hdbscan.cluster(points, points.length, 1, HdbscanParameters.of(2, 1, metric));
            for (int i = 0; i < points.length; i++) {
                assertThat(found.probabilities()[i]).isBetween(0.0, 1.0);
                assertThat(found.outlierScores()[i]).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void takesMultiplesOfARowForDuplicatesByCosine() {
        float[] points = {1, 2, 2, 4, 3, 6, 2, -1, 4, -2, 6, -3};
        FlatClustering found = Hdbscan.cluster(points, 6, 2, HdbscanParameters.of(3, 2, Metric.COSINE));
        assertThat(found.labels()).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(found.probabilities()).containsOnly(1);
        assertThat(found.outlierScores()).containsOnly(0);
    }

    @Test
    void holdsZeroVectorsAtDistanceOneFromEverything() {
        float[] points = {1, 0, 1, 0.01f, 1, 0.02f, 0, 0, 0, 0, 0, 0};
        FlatClustering found = Hdbscan.cluster(points, 6, 2, HdbscanParameters.of(3, 1, Metric.COSINE));
        assertThat(found.labels()).containsOnly(0);
        double nearest = 1 - 1 / Math.sqrt(1 + 0.01f * 0.01f);
        assertThat(found.outlierScores()[5]).isCloseTo(1 - nearest, within(1e-6));
    }

    @Test
    void takesNoAndOnePointForNoise() {
        FlatClustering none = Hdbscan.cluster(new float[0], 0, 0, euclidean(2, 1));
        assertThat(none.labels()).isEmpty();
        assertThat(none.clusterCount()).isZero();
        FlatClustering one = line(euclidean(2, 1), 3);
        assertThat(one.labels()).containsExactly(FlatClustering.NOISE);
        assertThat(one.probabilities()).containsExactly(0);
        assertThat(one.outlierScores()).containsExactly(0);
    }

    @Test
    void takesTwoPointsForAPairIfASingleClusterIsAllowed() {
        FlatClustering found = line(euclidean(2, 5), 3, 8);
        assertThat(found.labels()).containsExactly(0, 0);
        assertThat(found.probabilities()).containsExactly(1, 1);
        assertThat(line(euclidean(2, 5).withAllowSingleCluster(false), 3, 8).labels())
                .containsOnly(FlatClustering.NOISE);
        assertThat(line(euclidean(3, 5), 3, 8).labels()).containsOnly(FlatClustering.NOISE);
    }

    @Test
    void survivesAHierarchyThatIsAChain() {
        int pairs = 3000;
        float[] points = new float[2 * pairs];
        double position = 0;
        for (int pair = 0; pair < pairs; pair++) {
            points[2 * pair] = (float) position;
            points[2 * pair + 1] = (float) (position + 0.01);
            position += Math.pow(1.0005, pair);
        }
        for (SelectionMethod selection : SelectionMethod.values()) {
            HdbscanParameters parameters = euclidean(2, 1).withSelection(selection);
            assertThat(Hdbscan.cluster(points, 2 * pairs, 1, parameters).clusterCount())
                    .isEqualTo(pairs);
            assertThat(Hdbscan.cluster(points, 2 * pairs, 1, parameters.withClusterSelectionEpsilon(2))
                            .clusterCount())
                    .isBetween(2, pairs - 1);
        }
    }

    @Test
    void refusesValuesThatAreNotFinite() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Hdbscan.cluster(new float[] {1, 2, 3, value}, 2, 2, euclidean(2, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("row 1 has " + value + " at 1");
        }
    }

    @Test
    void refusesAShapeThatDoesNotFit() {
        assertThatThrownBy(() -> Hdbscan.cluster(new float[5], 2, 3, euclidean(2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 3");
        assertThatThrownBy(() -> Hdbscan.cluster(new float[0], -1, 3, euclidean(2, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hdbscan.cluster(new float[0], 2, 0, euclidean(2, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
