package dev.imageclustering.vision;

import static dev.imageclustering.vision.Colours.assertColour;
import static dev.imageclustering.vision.SamplePictures.BOTTOM_LEFT;
import static dev.imageclustering.vision.SamplePictures.BOTTOM_RIGHT;
import static dev.imageclustering.vision.SamplePictures.TOP_LEFT;
import static dev.imageclustering.vision.SamplePictures.TOP_RIGHT;
import static dev.imageclustering.vision.SamplePictures.decode;
import static dev.imageclustering.vision.SamplePictures.slice;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HEIC, AVIF and JPEG XL, for which libraries of the system are needed. */
class SystemFormatsTests {

    private final PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarters.heic",
                "quarters.avif",
                "quarters.jxl",
                "quarters-boxes.jxl",
                "turned.heic",
                "turned.avif",
                "turned.jxl"
            })
    void showsThePictureUpright(String name) throws Exception {
        needsTheLibraries();
        BufferedImage shown = decode(engine.thumbnail(file(name), 1, 64));

        assertThat(shown.getWidth()).isEqualTo(64);
        assertThat(shown.getHeight()).isEqualTo(48);
        assertColour(shown, 16, 12, TOP_LEFT);
        assertColour(shown, 48, 12, TOP_RIGHT);
        assertColour(shown, 16, 36, BOTTOM_LEFT);
        assertColour(shown, 48, 36, BOTTOM_RIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"turned.heic", "turned.avif", "turned.jxl"})
    void turnsNoPictureAgainByItsExif(String name) throws Exception {
        needsTheLibraries();
        PictureAnalysis analysis = engine.analyze(file(name), 6);

        assertThat(analysis.displayedWidth()).isEqualTo(64);
        assertThat(analysis.displayedHeight()).isEqualTo(48);
        assertThat(analysis.thumbnail()).isEqualTo(engine.thumbnail(file(name), 1, 256));
    }

    @ParameterizedTest
    @CsvSource({"quarters.heic, HEIC", "turned.heic, HEIC", "turned.avif, AVIF", "turned.jxl, JPEG_XL"})
    void declaresTheSizeThatIsDelivered(String name, PictureFormat format) throws Exception {
        assertThat(layout(name).header()).isEqualTo(new PictureHeader(format, 64, 48));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarters.heic", "quarters.avif", "quarters-boxes.jxl"})
    void refusesTruncatedFiles(String name) throws Exception {
        needsTheLibraries();
        byte[] bytes = bytes(name);
        for (int length = 40; length < bytes.length; length += 7) {
            Path cut = write(folder, slice(bytes, 0, length));
            assertThatExceptionOfType(UnreadablePicture.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> engine.analyze(cut, 1))
                    .extracting(UnreadablePicture::code)
                    .isIn(Code.BROKEN_HEADER, Code.UNSUPPORTED_FORMAT, Code.CORRUPT);
        }
    }

    @Test
    void refusesDeclaredSizeOverTheLimits() throws Exception {
        byte[] bytes = bytes("quarters.avif");
        int extent = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("ispe") + 8;
        bytes[extent + 1] = 1;
        assertRefused(bytes, PictureLimits.DEFAULT, Code.SIDE_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarters.heic", "quarters.avif"})
    void refusesStreamThatIsLargerThanTheFileSays(String name) throws Exception {
        byte[] bytes = bytes(name);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("ispe"); at >= 0; at = text.indexOf("ispe", at + 1)) {
            bytes[at + 11] = 8;
            bytes[at + 15] = 8;
        }
        assertRefused(bytes, new PictureLimits(1000, 100, 1), Code.TOO_MANY_PIXELS);
    }

    @Test
    void refusesJpegXlOverTheLimits() {
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> layout("quarters.jxl", new PictureLimits(64 * 48 - 1, 64, 1)))
                .returns(Code.TOO_MANY_PIXELS, UnreadablePicture::code);
    }

    @ParameterizedTest
    @CsvSource({"HEIC, HEIC needs libheif 1.x", "AVIF, AVIF needs libheif 1.x", "JPEG_XL, JPEG XL needs libjxl 0.7"})
    void namesTheLibraryThatIsMissing(PictureFormat format, String need) {
        SystemCodecs none = new SystemCodecs(Optional.empty(), Optional.empty());

        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> none.require(format))
                .returns(Code.MISSING_LIBRARY, UnreadablePicture::code)
                .withMessageStartingWith(need)
                .withMessageEndingWith("which is not installed on this server.");
    }

    @Test
    void findsNoLibraryOfAnotherName() {
        assertThat(Libheif.open(List.of("libno-such-library.so.1"))).isEmpty();
        assertThat(Libjxl.open(List.of())).isEmpty();
    }

    @Test
    void takesLibraryWithoutTheFunctionsForNone() {
        assumeThat(NativeLibrary.find(List.of("libc.so.6"))).isPresent();
        assertThat(Libheif.open(List.of("libc.so.6"))).isEmpty();
        assertThat(Libjxl.open(List.of("libc.so.6"))).isEmpty();
    }

    private static void needsTheLibraries() {
        assumeThat(Libheif.installed()).as("libheif is installed").isPresent();
        assumeThat(Libjxl.installed()).as("libjxl is installed").isPresent();
    }

    private void assertRefused(byte[] bytes, PictureLimits limits, Code code) {
        Path file = write(folder, bytes);
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> PictureHeader.read(file, limits))
                .returns(code, UnreadablePicture::code);
    }

    private PictureLayout layout(String name) throws Exception {
        return layout(name, PictureLimits.DEFAULT);
    }

    private PictureLayout layout(String name, PictureLimits limits) throws Exception {
        try (ByteSource source = ByteSource.open(file(name))) {
            return PictureLayout.read(source, limits);
        }
    }

    private Path file(String name) throws IOException {
        return write(folder, bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = SystemFormatsTests.class.getResourceAsStream("formats/" + name)) {
            return stream.readAllBytes();
        }
    }
}
