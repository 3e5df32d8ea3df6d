package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KMeansTests {

    @Test
    void findsTheCentresOfClearClusters() {
        float[][] centres = {{0, 0}, {100, 0}, {0, 100}};

        float[][] words = new KMeans(3, 7).learn(around(centres));

        Arrays.sort(words, Comparator.comparingDouble(word -> word[0] + 2 * word[1]));
        for (int i = 0; i < centres.length; i++) {
            assertThat(VladEncoder.squaredDistance(words[i], centres[i])).isLessThan(0.5f);
        }
    }

    @Test
    void givesSameWordsForSameSeed() {
        float[][] sample = around(new float[][] {{0, 0}, {3, 0}});

        assertThat(new KMeans(5, 7).learn(sample)).isDeepEqualTo(new KMeans(5, 7).learn(sample));
    }

    @Test
    void endsWhereEachWordIsTheMeanOfItsVectors() {
        float[][] sample = around(new float[][] {{0, 0}, {3, 0}});
        float[][] words = new KMeans(4, 7).learn(sample);

        VladEncoder encoder = new VladEncoder(words);
        double[][] sums = new double[words.length][3];
        for (float[] vector : sample) {
            double[] sum = sums[encoder.nearest(vector)];
            sum[0] += vector[0];
            sum[1] += vector[1];
            sum[2]++;
        }
        for (int word = 0; word < words.length; word++) {
            assertThat(words[word])
                    .containsExactly((float) (sums[word][0] / sums[word][2]), (float) (sums[word][1] / sums[word][2]));
        }
    }

    @Test
    void staysFiniteWhenVectorsAreFewerThanWords() {
        float[][] words = new KMeans(3, 7).learn(new float[][] {{1, 1}, {1, 1}, {2, 2}, {2, 2}});

        assertThat(List.of(words))
                .hasSize(3)
                .contains(new float[] {1, 1}, new float[] {2, 2})
                .allSatisfy(word -> assertThat(word[0]).isIn(1f, 2f));
    }

    @Test
    void refusesSampleBelowNumberOfWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KMeans(3, 7).learn(new float[][] {{1}, {2}}))
                .withMessageContaining("at least 3 vectors but has 2");
    }

    private static float[][] around(float[][] centres) {
        Random random = new Random(1);
        float[][] sample = new float[300][];
        for (int i = 0; i < sample.length; i++) {
            float[] centre = centres[i % centres.length];
            sample[i] = new float[] {
                (float) (centre[0] + random.nextGaussian()), (float) (centre[1] + random.nextGaussian())
            };
        }
        return sample;
    }
}
