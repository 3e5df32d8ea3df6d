package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtremumSearchTests {

    @ParameterizedTest
    @CsvSource({"11,11,1", "12,40,2", "40,12,3", "64,64,4", "57,83,5"})
    void findsWhatComparingWithAllTwentySixFinds(int width, int height, long seed) {
        ScaleSpace.Octave octave = chance(width, height, seed);

        List<ExtremumSearch.Sample> found = new ExtremumSearch(octave).find();

        assertThat(found).containsExactlyInAnyOrderElementsOf(plainly(octave));
    }

    @Test
    void findsManyExtremaInChanceSamples() {
        assertThat(plainly(chance(64, 64, 4))).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({".4,0", ".6,1", "-.4,0", "-.6,1"})
    void findsDifferencesFromHalfAGreyLevel(float difference, int count) {
        float[][][] planes = new float[ScaleSpace.LAYERS + 3][30][30];
        for (int plane = 3; plane < planes.length; plane++) {
            planes[plane][15][15] = difference;
        }

        assertThat(new ExtremumSearch(new ScaleSpace.Octave(30, 30, planes)).find())
                .hasSize(count);
    }

    @Test
    void findsNothingWhereNothingDiffers() {
        ScaleSpace.Octave flat = new ScaleSpace.Octave(30, 30, new float[ScaleSpace.LAYERS + 3][30][30]);

        assertThat(new ExtremumSearch(flat).find()).isEmpty();
    }

    /** Whole numbers, so that many samples are equal. */
    private static ScaleSpace.Octave chance(int width, int height, long seed) {
        Random random = new Random(seed);
        float[][][] planes = new float[ScaleSpace.LAYERS + 3][height][width];
        for (float[][] plane : planes) {
            for (float[] row : plane) {
                for (int x = 0; x < width; x++) {
                    row[x] = random.nextInt(20);
                }
            }
        }
        return new ScaleSpace.Octave(width, height, planes);
    }

    private static List<ExtremumSearch.Sample> plainly(ScaleSpace.Octave octave) {
        List<ExtremumSearch.Sample> found = new ArrayList<>();
        int border = ExtremumSearch.BORDER;
        for (int layer = 1; layer <= ScaleSpace.LAYERS; layer++) {
            for (int y = border; y < octave.height() - border; y++) {
                for (int x = border; x < octave.width() - border; x++) {
                    if (isExtreme(octave, layer, y, x)) {
                        found.add(new ExtremumSearch.Sample(x, y, layer));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isExtreme(ScaleSpace.Octave octave, int layer, int y, int x) {
        float value = difference(octave, layer, y, x);
        float sign = Math.signum(value);
        for (int l = layer - 1; l <= layer + 1; l++) {
            for (int row = y - 1; row <= y + 1; row++) {
                for (int column = x - 1; column <= x + 1; column++) {
                    if (sign * difference(octave, l, row, column) > sign * value) {
                        return false;
                    }
                }
            }
        }
        return sign != 0;
    }

    private static float difference(ScaleSpace.Octave octave, int layer, int y, int x) {
        return octave.planes()[layer + 1][y][x] - octave.planes()[layer][y][x];
    }
}
