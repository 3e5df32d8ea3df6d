package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorroborationTests {

    private static final PlaneMotion STAYING = PlaneMotion.similarity(0, 0, 0, 0, 0, 1);

    @Test
    void speaksForTheMotionThatAllKeypointsFollow() {
        KeypointFeatures features = MadeFeatures.random(300, 1);

        assertThat(corroboration(features, features, STAYING)).isGreaterThan(1000);
    }

    @Test
    void saysNothingForAMotionThatNoneFollows() {
        KeypointFeatures features = MadeFeatures.random(300, 1);

        assertThat(corroboration(features, features, PlaneMotion.similarity(0, 0, 60, 0, 0, 1)))
                .isZero();
        assertThat(corroboration(features, features, PlaneMotion.similarity(250, 150, 250, 150, 1, 1)))
                .isLessThan(16);
    }

    @Test
    void saysLittleForUnrelatedPictures() {
        for (int seed = 1; seed <= 20; seed++) {
            double found = corroboration(MadeFeatures.random(300, seed), MadeFeatures.random(300, 100 + seed), STAYING);

            assertThat(found).as("seed " + seed).isLessThan(16);
        }
    }

    @Test
    void isTheLogarithmOfTheLikelihoodRatio() {
        KeypointFeatures pair = MadeFeatures.random(2, 4);

        double found = corroboration(pair, pair, STAYING);

        assertThat(found).isCloseTo(2 * Math.log(2 / 1.0) - 1, within(1e-9));
    }

    @Test
    void takesTheDirectionThatSaysLess() {
        KeypointFeatures few = MadeFeatures.random(100, 1);
        KeypointFeatures many = MadeFeatures.random(300, 1);
        PlaneMotion small = PlaneMotion.similarity(0, 0, 0, 0, 0.1, 0.9);

        assertThat(corroboration(few, many, small)).isEqualTo(corroboration(many, few, small.inverse()));
    }

    @Test
    void saysNothingForAMotionThatTurnsThePictureOver() {
        KeypointFeatures features = MadeFeatures.random(300, 1);

        assertThat(corroboration(features, features, PlaneMotion.mirror(512))).isZero();
    }

    private static double corroboration(KeypointFeatures a, KeypointFeatures b, PlaneMotion motion) {
        return Corroboration.of(a, b, KeypointDistances.of(a, b), motion);
    }
}
