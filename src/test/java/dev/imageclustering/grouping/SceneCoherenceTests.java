package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.imageclustering.clustering.RunMonitor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SceneCoherenceTests {

    @Test
    void isTheMeanOfTheSimilaritiesOfAllPairs() {
        Random random = new Random(1);
        int n = 7;
        int d = 5;
        float[] values = new float[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }

        double mean = SceneCoherence.meanSimilarity(matrix(values, n));

        assertThat(mean).isCloseTo(meanOfPairs(values, n, d), within(1e-6));
    }

    private static double meanOfPairs(float[] values, int n, int d) {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                sum += dot(values, a, b, d) / Math.sqrt(dot(values, a, a, d) * dot(values, b, b, d));
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double dot(float[] values, int a, int b, int d) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
            sum += (double) values[a * d + k] * values[b * d + k];
        }
        return sum;
    }

    @Test
    void takesEqualPhotosForOneScene() {
        assertThat(SceneCoherence.mayBeOneScene(matrix(new float[] {1, 2, 1, 2, 1, 2}, 3), RunMonitor.NONE))
                .isTrue();
    }

    @Test
    void takesPhotosThatHaveNothingInCommonForNoScene() {
        assertThat(SceneCoherence.mayBeOneScene(matrix(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3), RunMonitor.NONE))
                .isFalse();
    }

    @Test
    void takesRowsOfZerosForLikeNothing() {
        assertThat(SceneCoherence.meanSimilarity(matrix(new float[] {1, 0, 0, 0}, 2)))
                .isZero();
    }

    @Test
    void takesTwoScenesForTwoHoweverAlikeTheirPhotosAre() {
        assertThat(SceneCoherence.mayBeOneScene(matrix(new float[] {1, 0, 1, 0, 0, 1, 0, 1}, 4), RunMonitor.NONE))
                .isFalse();
    }

    @Test
    void takesAChainOfAlikePhotosForOneScene() {
        assertThat(SceneCoherence.mayBeOneScene(matrix(new float[] {1, 0, 1, 1, 0, 1}, 3), RunMonitor.NONE))
                .isTrue();
    }

    @Test
    void takesASceneWithSomethingElseBesideItForNoScene() {
        assertThat(SceneCoherence.mayBeOneScene(matrix(new float[] {1, 0, 1, 0, 1, 0, 0, 1}, 4), RunMonitor.NONE))
                .isFalse();
    }

    @Test
    void takesASinglePhotoForOneScene() {
        assertThat(SceneCoherence.mayBeOneScene(matrix(new float[] {1, 0}, 1), RunMonitor.NONE))
                .isTrue();
    }

    private static FeatureMatrix matrix(float[] values, int n) {
        return new FeatureMatrix(new int[n], values, values.length / n);
    }
}
