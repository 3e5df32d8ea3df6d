package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeypointFeaturesTests {

    @Test
    void readsWhatItWrote() throws DamagedFeatures {
        KeypointFeatures features = MadeFeatures.random(100, 1);

        KeypointFeatures read = KeypointFeatures.read(features.toBytes());

        assertThat(read.toBytes()).isEqualTo(features.toBytes());
        assertThat(read.count()).isEqualTo(100);
        assertThat(read.width()).isEqualTo(512);
        assertThat(read.height()).isEqualTo(384);
    }

    @Test
    void readsNone() throws DamagedFeatures {
        assertThat(KeypointFeatures.read(KeypointFeatures.none().toBytes()).count())
                .isZero();
    }

    @Test
    void takesSeventyBytesForAKeypoint() {
        assertThat(MadeFeatures.random(100, 1).toBytes()).hasSize(18 + 100 * 70);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 12, 16, 17, 18, 500, 7017})
    void refusesAChangedByte(int at) {
        byte[] bytes = MadeFeatures.random(100, 1).toBytes();
        bytes[at] ^= 1;

        assertThatExceptionOfType(DamagedFeatures.class).isThrownBy(() -> KeypointFeatures.read(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 18, 700, 7017, 7019, 100_000})
    void refusesAnotherLength(int length) {
        byte[] bytes = Arrays.copyOf(MadeFeatures.random(100, 1).toBytes(), length);

        assertThatExceptionOfType(DamagedFeatures.class).isThrownBy(() -> KeypointFeatures.read(bytes));
    }

    @Test
    void refusesVectorThatWouldOverflow() {
        byte[] bytes = MadeFeatures.withTooLongVector().toBytes();

        assertThatExceptionOfType(DamagedFeatures.class)
                .isThrownBy(() -> KeypointFeatures.read(bytes))
                .withMessageContaining("squared length 48387");
    }

    @Test
    void refusesKeypointOutsideOfPicture() {
        byte[] bytes = MadeFeatures.outsideOfPicture().toBytes();

        assertThatExceptionOfType(DamagedFeatures.class)
                .isThrownBy(() -> KeypointFeatures.read(bytes))
                .withMessageContaining("outside");
    }

    @Test
    void keepsNothingOfTheGivenBytes() throws DamagedFeatures {
        byte[] bytes = MadeFeatures.random(3, 1).toBytes();
        KeypointFeatures features = KeypointFeatures.read(bytes);
        byte[] before = features.toBytes();

        Arrays.fill(bytes, (byte) 0);

        assertThat(features.toBytes()).isEqualTo(before);
    }

    @Test
    void isItselfInTheMirrorOfTheMirror() {
        KeypointFeatures features = MadeFeatures.random(100, 1);

        KeypointFeatures twice = features.mirrored().mirrored();

        assertThat(twice.vectors()).isEqualTo(features.vectors());
        for (int i = 0; i < features.count(); i++) {
            assertThat(twice.x(i)).isCloseTo(features.x(i), within(1e-9));
            assertThat(twice.direction(i)).isEqualTo(features.direction(i));
        }
    }

    @Test
    void holdsTheStrongestOfAPhoto() {
        try (PointerScope _ = new PointerScope()) {
            SiftKeypoints found = new RootSift().detect(SamplePhotos.photo("el-torcal-rocks"));

            KeypointFeatures kept = found.strongest();

            assertThat(kept.count()).isEqualTo(KeypointFeatures.MOST);
            assertThat(Arrays.stream(kept.squaredLengths()).max().orElseThrow())
                    .isLessThanOrEqualTo(KeypointFeatures.LONGEST_SQUARED);
            assertThat(kept.toBytes()).isEqualTo(found.strongest().toBytes());
        }
    }
}
