package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QualityScorerTests {

    @TempDir
    private Path folder;

    private PointerScope scope;

    @BeforeEach
    void openScope() {
        OpenCv.load();
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    static Stream<QualityScorer> builtIn() {
        return Stream.of(QualityScorer.piqe(), QualityScorer.brisque(), QualityScorer.niqe());
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void callsABlurredOrNoisyPictureWorse(QualityScorer scorer) {
        Mat photo = SamplePhotos.photo("el-torcal-rocks");

        double original = scorer.score(photo);
        assertThat(scorer.higherIsBetter()).isFalse();
        assertThat(scorer.score(Degradation.BLUR.of(photo, 4))).isGreaterThan(original);
        assertThat(scorer.score(Degradation.NOISE.of(photo, 4))).isGreaterThan(original);
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void staysInItsRangeWhateverThePicture(QualityScorer scorer) {
        for (int[] size : new int[][] {{1, 1}, {15, 300}, {16, 16}, {17, 33}, {97, 95}, {200, 40}}) {
            assertThat(Stream.of(
                            TestPictures.flat(size[0], size[1], 0),
                            TestPictures.flat(size[0], size[1], 255),
                            TestPictures.noise(size[0], size[1], 3),
                            TestPictures.scene(size[0], size[1], 3)))
                    .allSatisfy(picture -> assertThat(scorer.score(picture))
                            .as(Arrays.toString(size))
                            .isBetween(0.0, 100.0));
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void repeatsItself(QualityScorer scorer) {
        Mat scene = TestPictures.scene(320, 240, 7);

        assertThat(scorer.score(scene)).isEqualTo(scorer.score(scene.clone()));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "1, 0.5", "2, 3"})
    void fitsTheDistributionThatTheValuesComeFrom(double shape, double right) {
        // A Gaussian (shape 2) or a Laplacian (shape 1) with sides of unlike scale.
        Random random = new Random(5);
        double[] values = random.doubles(200_000)
                .map(uniform -> shape == 1 ? -Math.log(1 - uniform) : Math.abs(random.nextGaussian()) * Math.sqrt(2))
                .map(size -> random.nextDouble() < right / (1 + right) ? size * right : -size)
                .toArray();

        AsymmetricGaussian fitted = AsymmetricGaussian.of(values);
        assertThat(fitted.shape()).isCloseTo(shape, within(0.12));
        assertThat(fitted.right() / fitted.left()).isCloseTo(right, within(0.05 * right));
    }

    @Test
    void knowsTheGammaFunction() {
        assertThat(AsymmetricGaussian.logGamma(5)).isCloseTo(Math.log(24), within(1e-10));
        assertThat(AsymmetricGaussian.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-10));
    }

    @Test
    void findsTheScenesThatItLearnedFromNear() {
        NaturalScenes scenes = NaturalScenes.fitted(
                "test",
                SceneStatistics.of(TestPictures.scene(960, 768, 1)).stream()
                        .map(SceneStatistics.Patch::features)
                        .toList());

        double same = scenes.distance(TestPictures.scene(960, 768, 1));
        assertThat(same).isLessThan(0.5);
        assertThat(scenes.distance(TestPictures.noise(960, 768, 1))).isGreaterThan(2 * same);
    }

    @Test
    void readsTheModelThatItWrote() throws IOException {
        byte[] written = NaturalScenes.builtIn().write();
        Mat scene = TestPictures.scene(320, 240, 7);

        NaturalScenes read = NaturalScenes.read(new ByteArrayInputStream(written));
        assertThat(read.version()).isEqualTo("niqe/1");
        assertThat(read.distance(scene)).isEqualTo(NaturalScenes.builtIn().distance(scene));
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "40", "9000"})
    void refusesADamagedModel(int at) {
        byte[] damaged = NaturalScenes.builtIn().write();
        damaged[at] ^= 1;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NaturalScenes.read(new ByteArrayInputStream(damaged)));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NaturalScenes.read(new ByteArrayInputStream(Arrays.copyOf(damaged, at))));
    }

    @Test
    void learnsTheSameFromTheSamePhotos() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 0; i < 3; i++) {
            Files.write(photos.resolve(i + ".jpg"), JpegEncoder.encode(TestPictures.noise(960, 768, i)));
        }
        Files.writeString(photos.resolve("words.txt"), "no picture");

        assertThat(learn(photos.toString(), folder.resolve("a").toString(), "7"))
                .startsWith("0 ");
        assertThat(learn(photos.toString(), folder.resolve("b").toString(), "7"))
                .contains("words.txt: 0 patches, left out");
        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    @Test
    void saysWhyNothingIsLearned() throws IOException {
        Path none = Files.createDirectory(folder.resolve("none"));

        assertThat(learn(none.toString())).startsWith("2 ").contains("Usage: learn-niqe FOLDER FILE");
        assertThat(learn(none.toString(), folder.resolve("a").toString(), "a b"))
                .startsWith("2 ")
                .contains("VERSION");
        assertThat(learn(none.toString(), folder.resolve("a").toString()))
                .startsWith("1 ")
                .contains("0 patches are too few");
        assertThat(learn(folder.resolve("gone").toString(), folder.resolve("a").toString()))
                .startsWith("1 ");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    private static String learn(String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true);
        int code = NiqeLearning.execute(arguments, stream, stream);
        return code + " " + printed;
    }

    @ParameterizedTest
    @CsvSource({"95, 0, 10", "75, 20, 35", "50, 50, 65", "10, 150, 256"})
    void findsHowCoarselyAJpegWasQuantised(int quality, double least, double most) throws Exception {
        Path file = folder.resolve("a.jpg");
        imwrite(file.toString(), TestPictures.scene(64, 64, 1), new int[] {IMWRITE_JPEG_QUALITY, quality});

        try (ByteSource source = ByteSource.open(file)) {
            assertThat(JpegQuantisation.meanStep(source)).isBetween(least, most);
        }
    }

    @Test
    void findsNoQuantisationInOtherFiles() throws Exception {
        Path file = Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0});

        try (ByteSource source = ByteSource.open(file)) {
            assertThat(JpegQuantisation.meanStep(source)).isZero();
        }
    }

    @Test
    void findsNoQuantisationWhereItsTablesEndTooEarly() throws Exception {
        Path file = Files.write(
                folder.resolve("a.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDB, 0, 67, 0, 9});

        try (ByteSource source = ByteSource.open(file)) {
            assertThat(JpegQuantisation.meanStep(source)).isZero();
        }
    }

    @Test
    void findsQuantisationBehindMarkersThatStandAlone() throws Exception {
        byte[] jpeg = new byte[10 + 65];
        Arrays.fill(jpeg, (byte) 8);
        // SOI, TEM, RST0, then a table.
        byte[] start = {
            (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, (byte) 0xFF, (byte) 0xD0, (byte) 0xFF, (byte) 0xDB, 0, 67, 0
        };
        System.arraycopy(start, 0, jpeg, 0, start.length);
        Path file = Files.write(folder.resolve("a.jpg"), jpeg);

        try (ByteSource source = ByteSource.open(file)) {
            assertThat(JpegQuantisation.meanStep(source)).isEqualTo(8);
        }
    }

    @Test
    void takesACoarselyQuantisedFileForWorse() {
        Mat scene = TestPictures.scene(640, 480, 7);

        double fine = QualityAssessment.assess(scene, new OriginalPicture(8_000_000, 29))
                .score();
        double coarse = QualityAssessment.assess(scene, new OriginalPicture(8_000_000, 115))
                .score();
        assertThat(QualityAssessment.assess(scene, OriginalPicture.of(8_000_000))
                        .score())
                .isEqualTo(fine);
        assertThat(coarse).isLessThan(fine);
    }
}
