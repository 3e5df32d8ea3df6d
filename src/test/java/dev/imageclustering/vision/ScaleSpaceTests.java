package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleSpaceTests {

    private static final int SMALLEST = 11;

    private final ScaleSpace space = new ScaleSpace();

    @ParameterizedTest
    @CsvSource({"64,48,4", "512,384,7", "6,6,1", "5,9,0", "1,1,0", "33,21,2"})
    void hasOctavesDownToTheSmallestSide(int width, int height, int octaves) {
        space.show(new byte[width * height], width, height, SMALLEST);

        assertThat(space.octaves()).isEqualTo(octaves);
        for (int i = 0; i < octaves; i++) {
            assertThat(space.octave(i).width()).isEqualTo(2 * width >> i);
            assertThat(space.octave(i).height()).isEqualTo(2 * height >> i);
        }
    }

    @ParameterizedTest
    @CsvSource({"64,48", "61,47", "33,85"})
    void fillsTheLastPlanesWithWhatBlurringWouldGive(int width, int height) {
        space.show(smoothNoise(width, height), width, height, SMALLEST);

        double growth = Math.sqrt(Math.pow(2, 2.0 / ScaleSpace.LAYERS) - 1);
        for (int i = 0; i < space.octaves(); i++) {
            ScaleSpace.Octave octave = space.octave(i);
            float[][] blurred = octave.planes()[ScaleSpace.LAYERS];
            for (int layer = ScaleSpace.LAYERS + 1; layer < ScaleSpace.LAYERS + 3; layer++) {
                float[][] next = new float[octave.height()][octave.width()];
                double sigma = ScaleSpace.SIGMA * Math.pow(2, (layer - 1.0) / ScaleSpace.LAYERS) * growth;
                new GaussianBlur(sigma).apply(blurred, octave.width(), octave.height(), next);
                // Near the edges both are made of mirror images, of different planes.
                for (int y = 9; y < octave.height() - 9; y++) {
                    for (int x = 9; x < octave.width() - 9; x++) {
                        assertThat(octave.planes()[layer][y][x])
                                .as("octave %d, layer %d, %d, %d", i, layer, x, y)
                                .isCloseTo(next[y][x], within(.6f));
                    }
                }
                blurred = next;
            }
        }
    }

    @Test
    void showsSmallerPicturesAfterLargerOnesAsIfTheyWereTheFirst() {
        byte[] small = smoothNoise(41, 31);
        ScaleSpace fresh = new ScaleSpace();
        fresh.show(small, 41, 31, SMALLEST);
        space.show(smoothNoise(100, 90), 100, 90, SMALLEST);

        space.show(small, 41, 31, SMALLEST);

        assertThat(space.octaves()).isEqualTo(fresh.octaves());
        for (int i = 0; i < fresh.octaves(); i++) {
            for (int layer = 0; layer < ScaleSpace.LAYERS + 3; layer++) {
                for (int y = 0; y < fresh.octave(i).height(); y++) {
                    assertThat(space.octave(i).planes()[layer][y])
                            .startsWith(fresh.octave(i).planes()[layer][y]);
                }
            }
        }
    }

    private static byte[] smoothNoise(int width, int height) {
        byte[] grey = new byte[width * height];
        Random random = new Random(width);
        int last = 128;
        for (int i = 0; i < grey.length; i++) {
            last = Math.clamp(last + random.nextInt(81) - 40, 0, 255);
            grey[i] = (byte) last;
        }
        return grey;
    }
}
