package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashOrientationTests {

    private static final int NEARLY = 10;
    private static final int DIFFERENT = 16;

    @ParameterizedTest
    @ValueSource(strings = {"el-torcal-rocks", "notocactus-minimus", "polemonium-reptans"})
    void tellsTheHashOfATurnedPhotoFromThatOfThePhoto(String photo) {
        try (PointerScope _ = new PointerScope()) {
            Mat picture = SamplePhotos.photo(photo);
            long hash = PerceptualHash.of(picture);
            for (HashOrientation orientation : HashOrientation.values()) {
                long turned = PerceptualHash.of(
                        Orientation.valueOf(orientation.name()).upright(picture));
                for (HashOrientation other : HashOrientation.values()) {
                    int distance = PerceptualHash.distance(other.of(hash), turned);
                    if (other == orientation) {
                        assertThat(distance).as(orientation.name()).isLessThanOrEqualTo(NEARLY);
                    } else {
                        assertThat(distance).as(orientation + " as " + other).isGreaterThanOrEqualTo(DIFFERENT);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HashOrientation.class)
    void comesBackToTheHashInAtMostFourSteps(HashOrientation orientation) {
        long hash = new Random(6).nextLong() >>> 1;

        long turned = hash;
        for (int i = 0; i < 4; i++) {
            turned = orientation.of(turned);
        }

        assertThat(turned).isEqualTo(hash);
    }

    @ParameterizedTest
    @EnumSource(HashOrientation.class)
    void neverSetsTheBitOfTheMean(HashOrientation orientation) {
        assertThat(orientation.of(Long.MAX_VALUE)).isNotNegative();
    }

    @Test
    void knowsTheOrientationsWithAMirror() {
        assertThat(HashOrientation.values())
                .filteredOn(HashOrientation::mirrors)
                .containsExactly(
                        HashOrientation.MIRRORED,
                        HashOrientation.FLIPPED,
                        HashOrientation.TRANSPOSED,
                        HashOrientation.TRANSVERSED);
    }

    @ParameterizedTest
    @EnumSource(HashOrientation.class)
    void leavesAPictureWithoutStructureAlone(HashOrientation orientation) {
        assertThat(orientation.of(0)).isZero();
    }
}
