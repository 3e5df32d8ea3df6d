package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureLimits;
import dev.imageclustering.vision.UnreadablePicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of files that show the same picture, each stored turned in another way and saying so. */
class OrientationTests {

    private static final Path IMAGES = Path.of("../shared/images");

    private final PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);
    private final ExifReader exif = new ExifReader();

    @ParameterizedTest
    @CsvSource({
        "exif/sharp-orientation, Landscape_[1-8].jpg, 8",
        "exif/sharp-orientation, Portrait_\\d.jpg, 8",
        "exif/thumbnailator-orientation, source_\\d.jpg, 8",
        "exif/thumbnailator-orientation, sourceWide_\\d.jpg, 8",
        "exif/thumbnailator-orientation, sourceTall_\\d.jpg, 8",
        "formats/made, jpeg_exif\\d.jpg, 8"
    })
    void showsAllOfSetAlike(String folder, String pattern, int count) throws Exception {
        assumeThat(IMAGES)
                .as("the folder of test images is beside the checkout")
                .exists();
        List<Path> set = files(IMAGES.resolve(folder), pattern);
        assertThat(set).hasSize(count);
        BufferedImage first = shown(set.getFirst());
        for (Path file : set) {
            assertThat(difference(first, shown(file))).as(file.toString()).isLessThan(8);
        }
    }

    @ParameterizedTest
    @CsvSource({"rot\\dmir0.avif, 4", "rot\\dmir1.avif, 3"})
    void showsAllOfHeifSetAlike(String pattern, int count) throws Exception {
        Path folder = IMAGES.resolve("formats/pillow");
        assumeThat(folder)
                .as("the folder of test images is beside the checkout")
                .exists();
        assumeThat(canShow(folder.resolve("rot0mir0.avif")))
                .as("libheif is installed")
                .isTrue();
        List<Path> set = files(folder, pattern);
        assertThat(set).hasSize(count);
        BufferedImage first = shown(set.getFirst());
        for (Path file : set) {
            // Each says in its middle how it is stored.
            assertThat(difference(first, shown(file))).as(file.toString()).isLessThan(8);
        }
    }

    private boolean canShow(Path file) throws IOException {
        try {
            return engine.thumbnail(file, 1, 64).length > 0;
        } catch (UnreadablePicture missing) {
            return false;
        }
    }

    private BufferedImage shown(Path file) throws Exception {
        Integer orientation = exif.read(file).orientation();
        byte[] jpeg = engine.thumbnail(file, orientation == null ? 1 : orientation, 128);
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    /** Returns the mean difference of a grey level, of 255. */
    private static double difference(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                sum += Math.abs(grey(one.getRGB(x, y)) - grey(other.getRGB(x, y)));
            }
        }
        return sum / (double) (one.getWidth() * one.getHeight());
    }

    private static int grey(int rgb) {
        return ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3;
    }

    private static List<Path> files(Path folder, String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }
}
