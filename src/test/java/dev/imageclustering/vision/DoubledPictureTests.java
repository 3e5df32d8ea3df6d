package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubledPictureTests {

    private static final double SIGMA = 1.25;

    @ParameterizedTest
    @CsvSource({"30,20", "17,33", "8,8", "6,41"})
    void isThePictureEnlargedAndThenBlurred(int width, int height) {
        byte[] grey = new byte[width * height];
        new Random(5).nextBytes(grey);
        float[][] drawn = new float[2 * height][2 * width];

        new DoubledPicture(grey, width, height).draw(SIGMA, drawn);

        float[][] expected = new float[2 * height][2 * width];
        new GaussianBlur(SIGMA).apply(enlarged(grey, width, height), 2 * width, 2 * height, expected);
        // The two continue the picture beyond its edges by mirror images that differ by one sample.
        int margin = GaussianBlur.weights(SIGMA).length;
        for (int y = margin; y < 2 * height - margin; y++) {
            for (int x = margin; x < 2 * width - margin; x++) {
                assertThat(drawn[y][x]).as("%d, %d", x, y).isCloseTo(expected[y][x], within(1e-3f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,9", "9,1", "2,3", "5,5"})
    void keepsTheGreyOfFlatPicturesOfAnySize(int width, int height) {
        byte[] grey = new byte[width * height];
        Arrays.fill(grey, (byte) 200);
        float[][] drawn = new float[2 * height][2 * width];

        new DoubledPicture(grey, width, height).draw(SIGMA, drawn);

        for (float[] row : drawn) {
            assertThat(row).containsOnly(new float[] {200}, within(1e-3f));
        }
    }

    private static float[][] enlarged(byte[] grey, int width, int height) {
        float[][] large = new float[2 * height][2 * width];
        for (int y = 0; y < 2 * height; y++) {
            for (int x = 0; x < 2 * width; x++) {
                large[y][x] = at(grey, width, height, (x + .5) / 2 - .5, (y + .5) / 2 - .5);
            }
        }
        return large;
    }

    private static float at(byte[] grey, int width, int height, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double below = y - top;
        return (float) ((1 - below)
                        * ((1 - right) * pixel(grey, width, height, left, top)
                                + right * pixel(grey, width, height, left + 1, top))
                + below
                        * ((1 - right) * pixel(grey, width, height, left, top + 1)
                                + right * pixel(grey, width, height, left + 1, top + 1)));
    }

    private static int pixel(byte[] grey, int width, int height, int x, int y) {
        return grey[Math.clamp(y, 0, height - 1) * width + Math.clamp(x, 0, width - 1)] & 0xff;
    }
}
