package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.encode;
import static dev.imageclustering.vision.SamplePictures.jpegWithProfile;
import static dev.imageclustering.vision.SamplePictures.linearProfile;
import static dev.imageclustering.vision.SamplePictures.quarters;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedProfileTests {

    private static final byte[] JPEG = encode(quarters(40, 30), "jpg");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, -1, (8 << 20) + 1})
    void refusesProfileThatSaysToBeHuge(int length) throws Exception {
        byte[] profile = linearProfile();
        ByteBuffer.wrap(profile).putInt(0, length);
        try (ByteSource file = ByteSource.open(write(folder, jpegWithProfile(JPEG, profile)))) {
            assertThatExceptionOfType(UnreadablePicture.class)
                    .isThrownBy(() -> EmbeddedProfile.checkLengthInJpeg(file, 0))
                    .returns(Code.BROKEN_HEADER, UnreadablePicture::code);
        }
    }

    @Test
    void acceptsProfileOfItsLengthAndNone() throws Exception {
        for (byte[] jpeg : new byte[][] {jpegWithProfile(JPEG, linearProfile()), JPEG}) {
            try (ByteSource file = ByteSource.open(write(folder, jpeg))) {
                assertThatCode(() -> EmbeddedProfile.checkLengthInJpeg(file, 0)).doesNotThrowAnyException();
            }
        }
    }
}
