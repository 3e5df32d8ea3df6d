package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeypointWindowTests {

    private static final int SIDE = 120;

    private final KeypointWindow window = new KeypointWindow();

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 60, 90, 140, 180, 270, 350})
    void findsTheDirectionInWhichThePictureGetsLighter(int degrees) {
        double angle = Math.toRadians(degrees);
        window.centre(octave((x, y) -> x * Math.cos(angle) + y * Math.sin(angle)), keypoint(60, 60, 2));

        float[] directions = window.directions();

        assertThat(directions).hasSize(1);
        assertThat(turn(directions[0] - degrees)).isCloseTo(0, within(1.0));
    }

    @Test
    void findsBothDirectionsOfRidge() {
        window.centre(octave((x, _) -> -Math.abs(x - 60)), keypoint(60, 60, 2));

        assertThat(window.directions()).containsExactly(new float[] {0, 180}, within(1f));
    }

    @Test
    void findsNoDirectionInFlatPicture() {
        window.centre(octave((_, _) -> 50), keypoint(60, 60, 2));

        assertThat(window.directions()).isEmpty();
        assertThat(window.vector(0)).containsOnly(0f);
    }

    @Test
    void givesTheSameVectorWhenThePictureAndTheDirectionAreTurned() {
        Surface waves = (x, y) -> 20 * Math.sin(x / 5) + 15 * Math.cos((x + 2 * y) / 9);
        window.centre(octave((x, y) -> waves.at(x - 60, y - 60)), keypoint(60, 60, 2));
        float[] upright = window.vector(20);
        window.centre(octave((x, y) -> waves.at(y - 60, 60 - x)), keypoint(60, 60, 2));
        float[] turned = window.vector(110);

        assertThat(cosine(upright, turned)).isGreaterThan(.995);
        assertThat(cosine(upright, window.vector(20))).isLessThan(.9);
    }

    @Test
    void ignoresHowLightAndHowContrastyThePictureIs() {
        Surface waves = (x, y) -> 20 * Math.sin(x / 5) + 15 * Math.cos((x + 2 * y) / 9);
        window.centre(octave(waves), keypoint(60, 60, 2));
        float[] plain = window.vector(20);
        window.centre(octave((x, y) -> 100 + .3 * waves.at(x, y)), keypoint(60, 60, 2));

        assertThat(window.vector(20)).containsExactly(plain, within(1e-3f));
    }

    @ParameterizedTest
    @ValueSource(floats = {1.6f, 2, 2.49f, 2.51f, 3.2f, 3.6f})
    void hasRoomForEveryWindowAndNoNegativeNumber(float sigma) {
        Random random = new Random(1);
        float[][] noise = new float[SIDE][SIDE];
        for (float[] row : noise) {
            for (int x = 0; x < SIDE; x++) {
                row[x] = random.nextFloat();
            }
        }
        float[][][] planes = new float[ScaleSpace.LAYERS + 3][][];
        planes[1] = noise;
        for (int i = 0; i < 2000; i++) {
            window.centre(
                    new ScaleSpace.Octave(SIDE, SIDE, planes),
                    keypoint(5 + 110 * random.nextFloat(), 5 + 110 * random.nextFloat(), sigma));

            float[] directions = window.directions();
            assertThat(directions).isNotEmpty();
            for (float direction : directions) {
                assertThat(direction).isBetween(0f, Math.nextDown(360f));
            }
            float[] vector = window.vector(360 * random.nextFloat());
            assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
            for (float bin : vector) {
                assertThat(bin).isNotNegative();
            }
        }
    }

    private interface Surface {
        double at(double x, double y);
    }

    private static ScaleSpace.Octave octave(Surface surface) {
        float[][][] planes = new float[ScaleSpace.LAYERS + 3][SIDE][SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                planes[1][y][x] = (float) surface.at(x, y);
            }
        }
        return new ScaleSpace.Octave(SIDE, SIDE, planes);
    }

    private static ScaleSpaceExtremum keypoint(float column, float row, float sigma) {
        return ScaleSpaceExtremum.at(column, row, 0, 1, sigma, .1);
    }

    private static double turn(double degrees) {
        return Math.IEEEremainder(degrees, 360);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
