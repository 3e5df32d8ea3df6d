package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptualHashTests {

    private static final int COPY = 6;
    private static final int DIFFERENT = 16;

    private PointerScope scope;

    @BeforeEach
    void openScope() {
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheCopiesOfAMadeScene(long seed) {
        assertCopiesAreNear(TestPictures.scene(640, 480, seed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "singles/mei_Apple_iPhone_5.jpg",
                "singles/immich_tanners_ridge.jpg",
                "groups/banana/DSC_0423.JPG",
                "groups/pano_hill/1.JPG"
            })
    void findsTheCopiesOfARealPhoto(String file) {
        assumeThat(TestPictures.PHOTOS).as("the folder of test photos").exists();

        assertCopiesAreNear(TestPictures.photo(TestPictures.PHOTOS.resolve(file)));
    }

    private static void assertCopiesAreNear(Mat picture) {
        long hash = PerceptualHash.of(picture);

        assertThat(List.of(
                        TestPictures.resized(picture, 0.5, INTER_AREA),
                        TestPictures.resized(picture, 0.23, INTER_AREA),
                        TestPictures.resized(picture, 1.7, INTER_LINEAR),
                        Degradation.JPEG.apply(picture, 30),
                        Degradation.UNDEREXPOSURE.apply(picture, 0.8),
                        brightened(picture),
                        Degradation.BLUR.apply(picture, 2)))
                .allSatisfy(copy -> assertThat(PerceptualHash.distance(hash, PerceptualHash.of(copy)))
                        .isLessThanOrEqualTo(COPY));
    }

    @Test
    void tellsMadeScenesApart() {
        long[] hashes = LongStream.rangeClosed(1, 8)
                .map(seed -> PerceptualHash.of(TestPictures.scene(320, 240, seed)))
                .toArray();

        for (int i = 0; i < hashes.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(PerceptualHash.distance(hashes[i], hashes[j])).isGreaterThanOrEqualTo(DIFFERENT);
            }
        }
    }

    @Test
    void tellsRealPhotosApart() {
        assumeThat(TestPictures.PHOTOS).as("the folder of test photos").exists();
        long phone = hash("singles/mei_Apple_iPhone_5.jpg");
        long ridge = hash("singles/immich_tanners_ridge.jpg");
        long banana = hash("groups/banana/DSC_0423.JPG");

        assertThat(PerceptualHash.distance(phone, ridge)).isGreaterThanOrEqualTo(DIFFERENT);
        assertThat(PerceptualHash.distance(phone, banana)).isGreaterThanOrEqualTo(DIFFERENT);
        assertThat(PerceptualHash.distance(ridge, banana)).isGreaterThanOrEqualTo(DIFFERENT);
    }

    @Test
    void staysTheSameFromReleaseToRelease() {
        assertThat(PerceptualHash.of(TestPictures.scene(320, 240, 1))).isEqualTo(1880681441061712249L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128, 255})
    void givesEveryFlatPictureTheHashZero(int grey) {
        assertThat(PerceptualHash.of(TestPictures.flat(200, 100, grey))).isZero();
        assertThat(PerceptualHash.of(TestPictures.flat(1, 1, grey))).isZero();
    }

    @Test
    void setsHalfOfTheBitsButNeverTheFirst() {
        long hash = PerceptualHash.of(TestPictures.scene(320, 240, 2));

        assertThat(Long.bitCount(hash)).isEqualTo(31);
        assertThat(hash).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "3, 0", "2, 5", "7, 7"})
    void putsEachFrequencyIntoItsBit(int across, int down) {
        Mat wave = TestPictures.wave(320, 320, across, down);

        // All other coefficients are about 0, so some of them lie above the median too.
        assertThat(PerceptualHash.of(wave) >>> (63 - (8 * down + across)) & 1).isEqualTo(1);
        assertThat(PerceptualHash.of(negative(wave)) >>> (63 - (8 * down + across)) & 1)
                .isZero();
    }

    @Test
    void measuresADistance() {
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            long a = random.nextLong();
            long b = random.nextLong();
            long c = random.nextLong();

            assertThat(PerceptualHash.distance(a, a)).isZero();
            assertThat(PerceptualHash.distance(a, ~a)).isEqualTo(64);
            assertThat(PerceptualHash.distance(a, b)).isEqualTo(PerceptualHash.distance(b, a));
            assertThat(PerceptualHash.distance(a, c))
                    .isLessThanOrEqualTo(PerceptualHash.distance(a, b) + PerceptualHash.distance(b, c));
        }
    }

    @Test
    void refusesWhatIsNoColourPicture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerceptualHash.of(new Mat(4, 4, CV_8UC1)))
                .withMessageContaining("8-bit BGR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerceptualHash.of(new Mat()))
                .withMessageContaining("8-bit BGR");
    }

    private static long hash(String file) {
        return PerceptualHash.of(TestPictures.photo(TestPictures.PHOTOS.resolve(file)));
    }

    private static Mat negative(Mat picture) {
        Mat out = new Mat();
        picture.convertTo(out, -1, -1, 255);
        return out;
    }

    private static Mat brightened(Mat picture) {
        Mat out = new Mat();
        picture.convertTo(out, -1, 1.1, 15);
        return out;
    }
}
