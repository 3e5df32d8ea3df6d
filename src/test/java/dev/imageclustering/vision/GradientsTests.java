package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientsTests {

    private final Gradients gradients = new Gradients(1000);

    @Test
    void measuresLengthAndAngleOfEveryGradient() {
        Random random = new Random(1);
        double[][] vectors = new double[1000][];
        for (int i = 0; i < vectors.length; i++) {
            float right = (random.nextFloat() - .5f) * (1 << random.nextInt(12));
            float down = (random.nextFloat() - .5f) * (1 << random.nextInt(12));
            vectors[i] = new double[] {right, down};
            gradients.add(right, down, 3);
        }

        gradients.measure();

        for (int i = 0; i < vectors.length; i++) {
            double length = Math.hypot(vectors[i][0], vectors[i][1]);
            assertThat(gradients.strength(i)).isCloseTo((float) (3 * length), within((float) (1e-5 * length)));
            assertThat((double) gradients.direction(i))
                    .isCloseTo(Math.atan2(vectors[i][1], vectors[i][0]), within(3e-4));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,0,0", "0,1,90", "-1,0,180", "0,-1,-90", "1,1,45", "-1,1,135", "-1,-1,-135", "1,-1,-45"})
    void knowsTheEightDirectionsBetweenWhichItDecides(float right, float down, double degrees) {
        gradients.add(right, down, 1);

        gradients.measure();

        assertThat((double) gradients.direction(0)).isCloseTo(Math.toRadians(degrees), within(3e-4));
    }

    @Test
    void givesFlatPlacesNoStrengthAndSomeDirection() {
        gradients.add(0, 0, 1);

        gradients.measure();

        assertThat(gradients.strength(0)).isZero();
        assertThat(gradients.direction(0)).isEqualTo((float) (Math.PI / 2));
    }

    @Test
    void forgetsTheWindowBefore() {
        gradients.add(1, 1, 1);
        gradients.clear();
        gradients.add(0, 2, 1);

        gradients.measure();

        assertThat(gradients.count()).isEqualTo(1);
        assertThat(gradients.strength(0)).isEqualTo(2);
    }
}
