package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_411;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_440;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FineStructureTests {

    private static final Path HOSTILE = Path.of("../shared/images/hostile");

    private final PictureReading reading = new ReadingHere(PictureLimits.DEFAULT, 1 << 28);

    @TempDir
    private Path folder;

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
    @CsvSource({"BLUR, 0.7", "BLUR, 1", "DEFOCUS, 1", "MOTION, 3", "RESCALE, 1.5"})
    void losesCrispnessByASlightFault(Degradation kind, double strength) {
        Mat scene = scene();

        assertThat(measure(kind.apply(scene, strength)).crispness())
                .isLessThan(0.8 * measure(scene).crispness());
    }

    @ParameterizedTest
    @CsvSource({"NOISE, 4", "UNDEREXPOSURE, 0.5"})
    void keepsCrispnessInOtherGrainAndLight(Degradation kind, double strength) {
        Mat scene = scene();
        double before = measure(scene).crispness();

        assertThat(measure(kind.apply(scene, strength)).crispness()).isCloseTo(before, within(0.25 * before));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 6, 12})
    void tellsTheDeviationOfGrain(double deviation) {
        Mat grey = Degradation.noisy(TestPictures.flat(640, 640, 128), deviation, 3);

        // Independent noise in three channels is less in their weighted mean.
        double ofLuma = deviation * Math.sqrt(0.299 * 0.299 + 0.587 * 0.587 + 0.114 * 0.114);
        assertThat(measure(grey).grain()).isCloseTo(ofLuma, within(0.1 * ofLuma));
    }

    @Test
    void looksAtTheSharpestPartOnly() {
        Mat half = Degradation.BLUR.apply(scene(), 4);
        Rect left = new Rect(0, 0, 320, 512);
        new Mat(scene(), left).copyTo(new Mat(half, left));

        double whole = measure(scene()).crispness();
        assertThat(measure(half).crispness()).isCloseTo(whole, within(0.2 * whole));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 9", "8, 8", "63, 64", "1000, 5", "64, 64", "65, 200"})
    void isDefinedForPicturesOfAnySize(int width, int height) {
        for (Mat picture : List.of(TestPictures.flat(width, height, 90), TestPictures.noise(width, height, 2))) {
            assertThat(measure(picture).subScores().values())
                    .allSatisfy(part -> assertThat(part).isBetween(0.0, 1.0));
        }
    }

    @Test
    void findsNothingInAFlatPicture() {
        FineStructure flat = measure(TestPictures.flat(640, 480, 77));

        assertThat(flat.crispness()).isZero();
        assertThat(flat.grain()).isCloseTo(0, within(1e-3));
        assertThat(flat.subScores()).containsEntry("detail", 0.0);
    }

    @Test
    void readsFromTheCodesWhatTheDecodedPictureHas() throws Exception {
        for (int sampling : List.of(
                IMWRITE_JPEG_SAMPLING_FACTOR_411, IMWRITE_JPEG_SAMPLING_FACTOR_440, IMWRITE_JPEG_SAMPLING_FACTOR_444)) {
            Path file = written(scene(), IMWRITE_JPEG_QUALITY, 90, IMWRITE_JPEG_SAMPLING_FACTOR, sampling);

            assertSame(coded(file).orElseThrow(), measure(imread(file.toString(), IMREAD_COLOR)));
        }
    }

    @Test
    void readsGreyPictures() throws Exception {
        Mat grey = new Mat();
        cvtColor(scene(), grey, COLOR_BGR2GRAY);
        Path file = written(grey, IMWRITE_JPEG_QUALITY, 90);

        assertSame(coded(file).orElseThrow(), measure(imread(file.toString(), IMREAD_COLOR)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void goesOnBehindRestartMarkers(int interval) throws Exception {
        Optional<FineStructure> without = coded(written(scene(), IMWRITE_JPEG_QUALITY, 90));
        Path file = written(scene(), IMWRITE_JPEG_QUALITY, 90, IMWRITE_JPEG_RST_INTERVAL, interval);

        assertThat(coded(file)).isPresent().isEqualTo(without);
    }

    @Test
    void decodesWhatTheCodesCannotBeReadOf() throws Exception {
        Path progressive = written(scene(), IMWRITE_JPEG_QUALITY, 90, IMWRITE_JPEG_PROGRESSIVE, 1);
        Path png = folder.resolve("scene.png");
        imwrite(png.toString(), scene());

        assertThat(coded(progressive)).isEmpty();
        assertSame(
                FineStructure.of(progressive, reading).orElseThrow(),
                measure(imread(progressive.toString(), IMREAD_COLOR)));
        assertThat(FineStructure.of(png, reading)).contains(measure(scene()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.99})
    void doesNotReadTheCodesOfAFileThatEndsEarly(double part) throws Exception {
        Path file = written(scene(), IMWRITE_JPEG_QUALITY, 90);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) (part * whole.length)));

        assertThat(coded(file)).isEmpty();
    }

    @Test
    void survivesDamagedFiles() throws IOException {
        byte[] whole = Files.readAllBytes(written(TestPictures.scene(200, 150, 3), IMWRITE_JPEG_QUALITY, 80));
        Random random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= round % 8; i++) {
                // The headers as often as the data.
                damaged[random.nextInt(random.nextBoolean() ? 700 : whole.length)] = (byte) random.nextInt(256);
            }
            assertIsReadOrRefused(Files.write(folder.resolve("damaged.jpg"), damaged));
        }
    }

    @Test
    void survivesHostileFiles() throws IOException {
        assumeThat(HOSTILE).as("the folder of hostile files").exists();
        try (Stream<Path> files = Files.walk(HOSTILE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertIsReadOrRefused(file);
            }
        }
    }

    private static void assertIsReadOrRefused(Path file) throws IOException {
        try {
            assertThat(coded(file))
                    .satisfiesAnyOf(
                            fine -> assertThat(fine).isEmpty(),
                            fine -> assertThat(fine)
                                    .hasValueSatisfying(found -> assertThat(
                                                    found.subScores().values())
                                            .allSatisfy(part -> assertThat(part).isBetween(0.0, 1.0))));
        } catch (UnreadablePicture refused) {
            assertThat(refused.code()).isNotNull();
        }
    }

    private static void assertSame(FineStructure one, FineStructure other) {
        assertThat(one.crispness()).isCloseTo(other.crispness(), within(0.02 * other.crispness()));
        assertThat(one.grain()).isCloseTo(other.grain(), within(0.3));
    }

    private static Mat scene() {
        return TestPictures.scene(640, 512, 7);
    }

    private static FineStructure measure(Mat picture) {
        return FineStructure.of(PixelSpectra.of(picture));
    }

    private static Optional<FineStructure> coded(Path file) throws IOException, UnreadablePicture {
        try (ByteSource source = ByteSource.open(file)) {
            return JpegSpectra.read(source).map(FineStructure::of);
        }
    }

    private Path written(Mat picture, int... settings) {
        Path file = folder.resolve("scene.jpg");
        imwrite(file.toString(), picture, new IntPointer(settings));
        return file;
    }
}
