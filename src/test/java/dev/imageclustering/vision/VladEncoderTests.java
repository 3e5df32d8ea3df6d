package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VladEncoderTests {

    private static final float[][] WORDS = {{0, 0}, {10, 0}};

    private final VladEncoder encoder = new VladEncoder(WORDS);

    @Test
    void encodesNothingAsZero() {
        assertThat(encoder.encode(new float[0][])).hasSize(4).containsOnly(0f);
    }

    @Test
    void encodesVectorOnItsWordAsZero() {
        assertThat(encoder.encode(WORDS)).hasSize(4).containsOnly(0f);
    }

    @Test
    void encodesDirectionFromNearestWord() {
        float[] code = encoder.encode(new float[][] {{10, -3}});

        assertThat(code).containsExactly(new float[] {0, 0, 0, -1}, within(1e-6f));
    }

    @Test
    void ignoresHowFarVectorLiesFromItsWord() {
        float[] near = encoder.encode(new float[][] {{0, 0.1f}, {1, 0}});
        float[] far = encoder.encode(new float[][] {{0, 4}, {2, 0}});

        assertThat(far).containsExactly(near, within(1e-6f));
    }

    @Test
    void weighsEveryWordAlike() {
        float[] code = encoder.encode(new float[][] {{1, 0}, {2, 0}, {3, 0}, {9, 0}});

        float half = (float) Math.sqrt(0.5);
        assertThat(code).containsExactly(new float[] {half, 0, -half, 0}, within(1e-6f));
    }

    @Test
    void takesSignedRootOfSums() {
        float[] code = encoder.encode(new float[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}, {0, -1}});

        float length = (float) Math.sqrt(5);
        assertThat(code).containsExactly(new float[] {2 / length, -1 / length, 0, 0}, within(1e-6f));
    }

    @Test
    void givesVectorsOfUnitLength() {
        Random random = new Random(5);
        float[][] vectors = new float[100][2];
        for (float[] vector : vectors) {
            vector[0] = 10 * random.nextFloat();
            vector[1] = random.nextFloat() - 0.5f;
        }

        double squares = 0;
        for (float value : encoder.encode(vectors)) {
            squares += (double) value * value;
        }

        assertThat(squares).isCloseTo(1, within(1e-6));
    }

    @Test
    void breaksTieForFirstWord() {
        assertThat(encoder.nearest(new float[] {5, 1})).isZero();
    }

    @Test
    void refusesToHaveNoWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VladEncoder(new float[0][]));
    }
}
