package dev.imageclustering.vision;

import static dev.imageclustering.vision.Colours.assertColour;
import static dev.imageclustering.vision.SamplePictures.BOTTOM_LEFT;
import static dev.imageclustering.vision.SamplePictures.BOTTOM_RIGHT;
import static dev.imageclustering.vision.SamplePictures.TOP_LEFT;
import static dev.imageclustering.vision.SamplePictures.TOP_RIGHT;
import static dev.imageclustering.vision.SamplePictures.decode;
import static dev.imageclustering.vision.SamplePictures.encode;
import static dev.imageclustering.vision.SamplePictures.quarters;
import static dev.imageclustering.vision.SamplePictures.slice;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureEngineTests {

    private final PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);

    @TempDir
    Path folder;

    /** The colours of the displayed corners, top left, top right, bottom left, bottom right, of each orientation. */
    static Stream<Arguments> orientations() {
        return Stream.of(
                Arguments.of(1, List.of(TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT)),
                Arguments.of(2, List.of(TOP_RIGHT, TOP_LEFT, BOTTOM_RIGHT, BOTTOM_LEFT)),
                Arguments.of(3, List.of(BOTTOM_RIGHT, BOTTOM_LEFT, TOP_RIGHT, TOP_LEFT)),
                Arguments.of(4, List.of(BOTTOM_LEFT, BOTTOM_RIGHT, TOP_LEFT, TOP_RIGHT)),
                Arguments.of(5, List.of(TOP_LEFT, BOTTOM_LEFT, TOP_RIGHT, BOTTOM_RIGHT)),
                Arguments.of(6, List.of(BOTTOM_LEFT, TOP_LEFT, BOTTOM_RIGHT, TOP_RIGHT)),
                Arguments.of(7, List.of(BOTTOM_RIGHT, TOP_RIGHT, BOTTOM_LEFT, TOP_LEFT)),
                Arguments.of(8, List.of(TOP_RIGHT, BOTTOM_RIGHT, TOP_LEFT, BOTTOM_LEFT)));
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void turnsPicturesUpright(int orientation, List<Color> corners) throws Exception {
        PictureAnalysis analysis = engine.analyze(write(folder, encode(quarters(200, 120), "jpg")), orientation);

        boolean turned = orientation >= 5;
        assertThat(analysis.displayedWidth()).isEqualTo(turned ? 120 : 200);
        assertThat(analysis.displayedHeight()).isEqualTo(turned ? 200 : 120);
        assertThat(analysis.header()).isEqualTo(new PictureHeader(PictureFormat.JPEG, 200, 120));
        for (byte[] jpeg : List.of(analysis.thumbnail(), analysis.largeThumbnail())) {
            BufferedImage shown = decode(jpeg);
            int right = shown.getWidth() - 8;
            int bottom = shown.getHeight() - 8;
            assertColour(shown, 8, 8, corners.get(0));
            assertColour(shown, right, 8, corners.get(1));
            assertColour(shown, 8, bottom, corners.get(2));
            assertColour(shown, right, bottom, corners.get(3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9, 65_535})
    void takesMeaninglessOrientationForUpright(int orientation) throws Exception {
        BufferedImage shown = decode(engine.thumbnail(write(folder, encode(quarters(64, 32), "png")), orientation, 64));
        assertColour(shown, 8, 8, TOP_LEFT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp", "tiff", "gif"})
    void decodesEachFormatToTheSameColours(String format) throws Exception {
        assertQuarters(encode(quarters(200, 120), format));
    }

    @Test
    void decodesWebp() throws Exception {
        assertQuarters(SamplePictures.webp(quarters(200, 120)));
    }

    @ParameterizedTest
    @CsvSource({
        "3000, 2000, 256, 256, 171",
        "3000, 2000, 1024, 1024, 683",
        "2000, 3000, 256, 171, 256",
        "5000, 40, 256, 256, 2",
        "5000, 2, 256, 256, 1",
        "1025, 1023, 1024, 1024, 1022",
        "300, 200, 1024, 300, 200"
    })
    void keepsAspectAndNeverEnlarges(int width, int height, int longSide, int shownWidth, int shownHeight)
            throws Exception {
        for (String format : List.of("jpg", "png")) {
            BufferedImage shown =
                    decode(engine.thumbnail(write(folder, encode(quarters(width, height), format)), 1, longSide));
            assertThat(shown.getWidth()).isEqualTo(shownWidth);
            assertThat(shown.getHeight()).isEqualTo(shownHeight);
        }
    }

    @Test
    void rejectsThumbnailOfNoSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.thumbnail(folder, 1, 0))
                .withMessageContaining("longSide");
    }

    @Test
    void computesEachPartFromItsOwnSize() throws Exception {
        PictureAnalysis analysis = engine.analyze(write(folder, encode(quarters(1500, 1000), "jpg")), 1);

        assertThat(decode(analysis.thumbnail()).getWidth()).isEqualTo(256);
        assertThat(decode(analysis.largeThumbnail()).getWidth()).isEqualTo(1024);
        assertThat(analysis.descriptor())
                .hasSize(PictureEngine.descriptorModel().dimension());
        assertThat(analysis.truncated()).isFalse();
    }

    @Test
    void assessesQualityAsAnalysisDoes() throws Exception {
        Path file = write(folder, encode(quarters(1500, 1000), "jpg"));
        assertThat(engine.quality(file, 6)).isEqualTo(engine.analyze(file, 6).quality());
    }

    @Test
    void tellsTruncatedJpeg() throws Exception {
        byte[] jpeg = encode(quarters(640, 480), "jpg");

        PictureAnalysis analysis = engine.analyze(write(folder, slice(jpeg, 0, jpeg.length * 7 / 10)), 1);

        assertThat(analysis.truncated()).isTrue();
        assertColour(decode(analysis.largeThumbnail()), 8, 8, TOP_LEFT);
    }

    @Test
    void refusesJpegThatEndsBeforeItsFirstPixel() {
        byte[] jpeg = encode(quarters(640, 480), "jpg");
        int scan = IntStream.range(0, jpeg.length)
                .filter(i -> jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xDA)
                .findFirst()
                .orElseThrow();
        assertRefused(slice(jpeg, 0, scan + 14), Code.CORRUPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "tiff"})
    void refusesOtherTruncatedFiles(String format) {
        byte[] whole = encode(quarters(300, 300), format);
        assertRefused(slice(whole, 0, whole.length * 3 / 4), Code.CORRUPT, Code.BROKEN_HEADER);
    }

    @Test
    void refusesPictureOverTheLimits() {
        PictureEngine strict = new PictureEngine(new PictureLimits(1000, 1000, 64));
        Path file = write(folder, encode(quarters(64, 64), "png"));
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> strict.analyze(file, 1))
                .returns(Code.TOO_MANY_PIXELS, UnreadablePicture::code);
    }

    @Test
    void givesTheSameResultOnManyThreads() throws Exception {
        Path jpeg = write(folder, encode(quarters(1600, 1200), "jpg"));
        Path png = write(folder, encode(quarters(700, 500), "png"));
        PictureAnalysis first = engine.analyze(jpeg, 6);
        PictureAnalysis second = engine.analyze(png, 3);
        Callable<Boolean> task = () -> same(engine.analyze(jpeg, 6), first) && same(engine.analyze(png, 3), second);
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> results =
                    IntStream.range(0, 24).mapToObj(i -> executor.submit(task)).toList();
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    void givesNativeMemoryBack() throws Exception {
        Path jpeg = write(folder, encode(quarters(3000, 2000), "jpg"));
        Path png = write(folder, encode(quarters(2000, 1500), "png"));
        for (int i = 0; i < 5; i++) {
            engine.analyze(jpeg, 6);
            engine.analyze(png, 6);
        }
        long pointersBefore = Pointer.totalCount();
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 60; i++) {
            engine.analyze(jpeg, 6);
            engine.analyze(png, 6);
        }
        assertThat(Pointer.totalCount() - pointersBefore).isLessThanOrEqualTo(0);
        // One forgotten picture a round would be over 500 MB; the heap may grow by less than half of that.
        assertThat(Pointer.physicalBytes() - before).isLessThan(256L << 20);
    }

    private static boolean same(PictureAnalysis one, PictureAnalysis other) {
        return Arrays.equals(one.thumbnail(), other.thumbnail())
                && Arrays.equals(one.largeThumbnail(), other.largeThumbnail())
                && Arrays.equals(one.descriptor(), other.descriptor())
                && one.perceptualHash() == other.perceptualHash()
                && one.quality().equals(other.quality());
    }

    private void assertQuarters(byte[] bytes) throws Exception {
        BufferedImage shown = decode(engine.thumbnail(write(folder, bytes), 1, 100));
        assertThat(shown.getWidth()).isEqualTo(100);
        assertColour(shown, 8, 8, TOP_LEFT);
        assertColour(shown, 92, 8, TOP_RIGHT);
        assertColour(shown, 8, 52, BOTTOM_LEFT);
        assertColour(shown, 92, 52, BOTTOM_RIGHT);
    }

    private void assertRefused(byte[] bytes, Code... codes) {
        Path file = write(folder, bytes);
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> engine.analyze(file, 1))
                .satisfies(refused -> assertThat(refused.code()).isIn((Object[]) codes));
    }
}
