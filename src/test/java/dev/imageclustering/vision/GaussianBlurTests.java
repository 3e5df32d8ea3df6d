package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTests {

    @ParameterizedTest
    @ValueSource(doubles = {.3, 1, 1.226, 1.545, 2.5, 3.09})
    void weighsAllSamplesToOne(double sigma) {
        float[] weights = GaussianBlur.weights(sigma);

        double sum = weights[0];
        for (int i = 1; i < weights.length; i++) {
            assertThat(weights[i]).isPositive().isLessThan(weights[i - 1]);
            sum += 2 * weights[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"1.226,40,30", "1.545,33,21", "3.09,9,4", "1,1,1", "2,1,7", "2,7,1", "1,2,2"})
    void givesTheWeightedSumOfWhatIsAround(double sigma, int width, int height) {
        float[][] plane = chance(width, height);
        float[][] blurred = new float[height][width];

        new GaussianBlur(sigma).apply(plane, width, height, blurred);

        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertThat(blurred[y][x])
                        .as("%d, %d", x, y)
                        .isCloseTo(expected(plane, sigma, width, height, x, y), within(1e-3f));
            }
        }
    }

    @Test
    void leavesFlatPlanesFlat() {
        float[][] plane = new float[12][20];
        for (float[] row : plane) {
            Arrays.fill(row, 77);
        }
        float[][] blurred = new float[12][20];

        new GaussianBlur(1.9).apply(plane, 20, 12, blurred);

        for (float[] row : blurred) {
            assertThat(row).containsOnly(new float[] {77}, within(1e-4f));
        }
    }

    private static float expected(float[][] plane, double sigma, int width, int height, int x, int y) {
        float[] weights = GaussianBlur.weights(sigma);
        double sum = 0;
        for (int i = 1 - weights.length; i < weights.length; i++) {
            for (int j = 1 - weights.length; j < weights.length; j++) {
                sum += (double) weights[Math.abs(i)]
                        * weights[Math.abs(j)]
                        * plane[mirrored(y + i, height)][mirrored(x + j, width)];
            }
        }
        return (float) sum;
    }

    private static int mirrored(int i, int n) {
        int within = i;
        while (n > 1 && (within < 0 || within >= n)) {
            within = within < 0 ? -within : 2 * (n - 1) - within;
        }
        return n == 1 ? 0 : within;
    }

    static float[][] chance(int width, int height) {
        Random random = new Random(width * 31L + height);
        float[][] plane = new float[height][width];
        for (float[] row : plane) {
            for (int x = 0; x < width; x++) {
                row[x] = 255 * random.nextFloat();
            }
        }
        return plane;
    }
}
