package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads files of many makers and many attackers, where they are at hand. */
class RealPicturesTests {

    private static final Path IMAGES = Path.of("../shared/images");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // The table of docs/formats.md: what another decoder decodes and this program does not.
    private static final Set<String> NOT_READ_FORMATS = Set.of("psd", "ico", "tga", "other");
    private static final List<String> NOT_READ = List.of("formats/pillow/issue_2811.gif");
    private static final Set<String> OF_SYSTEM = Set.of("isobmff-avif", "isobmff-avis", "isobmff-heic", "jxl");

    private final PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);

    private record Listed(String file, String magic, String width, String height, boolean decodable) {

        static Listed of(String line) {
            List<String> cells = List.of(line.split(",", 8));
            return new Listed(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(7).equals("decoded"));
        }

        boolean isRead() {
            return decodable && !NOT_READ_FORMATS.contains(magic) && isInstalled();
        }

        boolean isInstalled() {
            return !OF_SYSTEM.contains(magic)
                    || (Libheif.installed().isPresent() && Libjxl.installed().isPresent());
        }
    }

    @BeforeEach
    void needsTheFiles() {
        assumeThat(IMAGES)
                .as("the folder of test images is beside the checkout")
                .exists();
    }

    @Test
    void declaresTheSizesThatAnotherDecoderSees() throws Exception {
        for (Listed listed : listed("formats/")) {
            if (listed.isRead() && !listed.width.isEmpty()) {
                PictureHeader header = PictureHeader.read(IMAGES.resolve(listed.file), PictureLimits.DEFAULT);
                assertThat(header.width()).as(listed.file).isEqualTo(Integer.parseInt(listed.width));
                // The list keeps the sign of a BMP that runs from top to bottom.
                assertThat(header.height()).as(listed.file).isEqualTo(Math.abs(Integer.parseInt(listed.height)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"formats/", "exif/"})
    void decodesWhatAnotherDecoderDecodes(String folder) throws Exception {
        List<String> unread = new ArrayList<>();
        for (Listed listed : listed(folder)) {
            if (listed.isRead() && !isDecoded(IMAGES.resolve(listed.file))) {
                unread.add(listed.file);
            }
        }
        assertThat(unread).isSubsetOf(NOT_READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"formats", "exif", "hostile"})
    void answersEveryFileInTimeByPictureOrCode(String folder) throws Exception {
        try (ExecutorService executor =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
            for (Path file : files(IMAGES.resolve(folder))) {
                assertThat(executor.submit(() -> isDecoded(file)))
                        .as(file.toString())
                        .succeedsWithin(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void refusesPngThatEndsOtherDecodersProcess() throws Exception {
        assertThat(code(IMAGES.resolve("hostile/made/bad_png_crash.png"))).isEqualTo(Code.CORRUPT);
    }

    @Test
    void refusesBombsByTheirHeaders() throws Exception {
        Path made = IMAGES.resolve("hostile/made");
        assertThat(code(made.resolve("bomb_png_900MP.png"))).isEqualTo(Code.TOO_MANY_PIXELS);
        assertThat(code(made.resolve("bomb_jpeg_65500.jpg"))).isEqualTo(Code.TOO_MANY_PIXELS);
        assertThat(code(made.resolve("bomb_jpeg_scans_8000_500.jpg"))).isEqualTo(Code.TOO_MANY_SCANS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg_adobergb.jpg",
                "png_adobergb.png",
                "webp_adobergb.webp",
                "jpeg_cmyk_noicc.jpg",
                "png_rgb16.png",
                "tiff_rgb16.tif",
                "tiff_jpeg.tif",
                "webp_lossy.webp",
                "jp2.jp2",
                "jpeg_arith.jpg"
            })
    void showsTheColoursOfTheReference(String name) throws Exception {
        Path made = IMAGES.resolve("formats/made");
        BufferedImage reference = decode(engine.thumbnail(made.resolve("ref.png"), 1, 256));
        BufferedImage shown = decode(engine.thumbnail(made.resolve(name), 1, 256));

        assertThat(meanDifference(reference, shown)).isCloseTo(0, within(2.6));
    }

    @Test
    void showsTurnedPhotosAlike() throws Exception {
        Path made = IMAGES.resolve("formats/made");
        BufferedImage reference = decode(engine.thumbnail(made.resolve("jpeg_exif1.jpg"), 1, 256));
        for (int orientation = 2; orientation <= 8; orientation++) {
            Path file = made.resolve("jpeg_exif%d.jpg".formatted(orientation));
            BufferedImage shown = decode(engine.thumbnail(file, orientation, 256));
            assertThat(meanDifference(reference, shown))
                    .as("orientation %d", orientation)
                    .isLessThan(3);
        }
    }

    private boolean isDecoded(Path file) throws IOException {
        try {
            return engine.analyze(file, 1).thumbnail().length > 0;
        } catch (UnreadablePicture refused) {
            return false;
        }
    }

    private Code code(Path file) throws IOException {
        try {
            engine.analyze(file, 1);
        } catch (UnreadablePicture refused) {
            return refused.code();
        }
        throw new AssertionError(file + " was decoded");
    }

    /** Returns the mean difference of a channel in levels of 255. */
    private static double meanDifference(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                Color a = new Color(one.getRGB(x, y));
                Color b = new Color(other.getRGB(x, y));
                sum += Math.abs(a.getRed() - b.getRed())
                        + Math.abs(a.getGreen() - b.getGreen())
                        + Math.abs(a.getBlue() - b.getBlue());
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }

    private static List<Listed> listed(String folder) throws IOException {
        try (Stream<String> lines = Files.lines(IMAGES.resolve("images.csv"))) {
            return lines.skip(1)
                    .filter(line -> line.startsWith(folder))
                    .map(Listed::of)
                    .toList();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
