package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RootSiftTests {

    private final RootSift features = new RootSift();
    private PointerScope scope;

    @BeforeEach
    void openScope() {
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @Test
    void findsAboutSixHundredKeypointsInTexturedPhoto() {
        float[][] vectors = features.extract(SamplePhotos.photo("el-torcal-rocks"));

        assertThat(vectors.length).isBetween(550, 650);
    }

    @Test
    void givesUnitVectorsWithoutNegativeNumbers() {
        float[][] vectors = features.extract(SamplePhotos.photo("polemonium-reptans"));

        assertThat(List.of(vectors)).isNotEmpty().allSatisfy(vector -> {
            double squares = 0;
            for (float value : vector) {
                assertThat(value).isNotNegative();
                squares += (double) value * value;
            }
            assertThat(vector).hasSize(features.dimension());
            assertThat(squares).isCloseTo(1, within(1e-5));
        });
    }

    @Test
    void findsNothingInFlatPicture() {
        assertThat(features.extract(SamplePhotos.flat(200, 100, 90))).isEmpty();
    }

    @Test
    void takesRootOfEachShare() {
        float[] histogram = {1, 0, 3, 12};

        RootSift.takeRoot(histogram);

        assertThat(histogram)
                .containsExactly(
                        new float[] {0.25f, 0, (float) Math.sqrt(3 / 16.0), (float) Math.sqrt(12 / 16.0)},
                        within(1e-7f));
    }

    @Test
    void leavesEmptyHistogramAtZero() {
        float[] histogram = new float[4];

        RootSift.takeRoot(histogram);

        assertThat(histogram).containsOnly(0f);
    }
}
