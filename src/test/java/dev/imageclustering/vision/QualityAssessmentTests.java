package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.norm;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityAssessmentTests {

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
    @EnumSource(names = {"DEFOCUS", "BLUR", "NOISE", "JPEG", "UNDEREXPOSURE", "OVEREXPOSURE", "RESCALE", "SHRINK"})
    void prefersAMadeSceneToItsCopies(Degradation kind) {
        List<Double> scores = scores(TestPictures.scene(640, 480, 7), kind);

        assertThat(scores.subList(1, scores.size()))
                .allSatisfy(copy -> assertThat(copy).isLessThan(scores.getFirst()));
        assertThat(scores.getLast()).isLessThan(scores.get(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFOCUS", "BLUR", "NOISE", "JPEG", "RESCALE", "MOTION"})
    void prefersRealPhotosToTheirCopies(Degradation kind) {
        assumeThat(TestPictures.PHOTOS).as("the folder of test photos").exists();
        List<String> photos = List.of(
                "singles/mei_Apple_iPhone_5.jpg",
                "singles/mei_Nikon_E5700.jpg",
                "singles/mei_Minolta_DiMAGE_A1.jpg",
                "singles/mei_Sony_DSC-T5.jpg",
                "singles/immich_tanners_ridge.jpg",
                "singles/immich_prairie_falcon.jpg",
                "groups/banana/DSC_0423.JPG",
                "groups/pano_hill/1.JPG");

        for (String file : photos) {
            Mat photo = TestPictures.photo(TestPictures.PHOTOS.resolve(file));
            double original = assess(photo, photo.total()).score();
            double milder = assess(kind.of(photo, 2), photo.total()).score();
            double worst = assess(kind.of(photo, 4), photo.total()).score();
            assertThat(worst).as(file).isLessThan(milder);
            assertThat(milder).as(file).isLessThan(original);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 5, 8, 13, 21, 34})
    void takesNoNoiseForDetail(double deviation) {
        Mat clean = TestPictures.scene(640, 480, 7);
        Mat noisy = Degradation.NOISE.apply(clean, deviation);

        QualityMeasurements before = QualityAssessment.measure(clean, OriginalPicture.of(307_200));
        QualityMeasurements after = QualityAssessment.measure(noisy, OriginalPicture.of(307_200));
        assertThat(after.noise()).isGreaterThan(before.noise());
        assertThat(assess(noisy, 307_200).score())
                .isLessThan(assess(clean, 307_200).score());
    }

    @ParameterizedTest
    @CsvSource({
        "BLUR, sharpness",
        "NOISE, noise",
        "JPEG, artefacts",
        "UNDEREXPOSURE, exposure",
        "OVEREXPOSURE, clipping",
        "MOTION, sharpness",
        "SHRINK, resolution",
        "SATURATION, clipping"
    })
    void namesThePartThatSuffered(Degradation kind, String part) {
        Mat scene = TestPictures.scene(640, 480, 7);

        List<Double> parts = versions(scene, kind)
                .map(version -> assess(version, version.total()).subScores().get(part))
                .toList();
        assertThat(parts.subList(1, parts.size()))
                .allSatisfy(copy -> assertThat(copy).isLessThan(parts.getFirst()));
        assertThat(parts.getLast()).isLessThan(parts.get(1));
    }

    @Test
    void scoresAClippedPictureLower() {
        Mat scene = TestPictures.scene(320, 240, 7);
        Mat clipped = scene.clone();
        TestPictures.flat(320, 100, 255).copyTo(new Mat(clipped, new Rect(0, 0, 320, 100)));

        TechnicalQuality whole = assess(scene, 76_800);
        TechnicalQuality lost = assess(clipped, 76_800);
        assertThat(lost.score()).isLessThan(whole.score());
        assertThat(lost.subScores().get("clipping"))
                .isLessThan(whole.subScores().get("clipping") - 0.2);
    }

    @Test
    void prefersTheOriginalWithMorePixels() {
        Mat scene = TestPictures.scene(320, 240, 7);

        TechnicalQuality small = assess(scene, 320 * 240);
        TechnicalQuality large = assess(scene, 4 * 320 * 240);
        assertThat(large.score()).isCloseTo(small.score() + 100 * 0.225 * 2 / 15, within(1e-9));
        assertThat(large.subScores().get("resolution"))
                .isGreaterThan(small.subScores().get("resolution"));
    }

    static Stream<Arguments> oddSizes() {
        return Stream.of(new int[][] {{1, 1}, {2, 2}, {1, 1024}, {1024, 1}, {15, 15}, {16, 16}, {17, 33}, {64, 64}})
                .map(size -> Arguments.of(size[0], size[1]));
    }

    @ParameterizedTest
    @MethodSource("oddSizes")
    void answersWithinRangeWhateverThePicture(int width, int height) {
        Stream<Mat> pictures = Stream.concat(
                IntStream.of(0, 1, 128, 254, 255).mapToObj(grey -> TestPictures.flat(width, height, grey)),
                Stream.of(TestPictures.noise(width, height, 3), TestPictures.scene(width, height, 3)));

        assertThat(pictures).allSatisfy(picture -> {
            TechnicalQuality quality = assess(picture, (long) width * height);
            assertThat(quality.score()).isFinite();
            assertThat(quality.subScores()).containsOnlyKeys(TechnicalQuality.PARTS.toArray(String[]::new));
            assertThat(quality.subScores().values())
                    .allSatisfy(part -> assertThat(part).isBetween(0.0, 1.0));
        });
    }

    @Test
    void givesABlackPictureItsDefinedAnswer() {
        TechnicalQuality black = assess(TestPictures.flat(64, 64, 0), 64 * 64);

        assertThat(black.subScores())
                .containsEntry("sharpness", 0.0)
                .containsEntry("exposure", 0.18)
                .containsEntry("contrast", 0.0)
                .containsEntry("noise", 1.0)
                .containsEntry("colourfulness", 0.0)
                .containsEntry("artefacts", 1.0);
        double lights = 23 * (1 - log2(1 + 1000 * 0.9995) / 10) + 44 * 0.0005 + 33;
        assertThat(black.subScores().get("clipping")).isCloseTo(lights / 100, within(1e-12));
        double exposures = 0.25 * 0.18 + 0.075 * black.subScores().get("clipping");
        assertThat(black.score()).isCloseTo(100 * (exposures + 0.05 + 0.28 + 0.225 * 2 / 15), within(1e-9));
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    @Test
    void answersTheSameForAPictureWithGapsBetweenItsRows() {
        Mat part = new Mat(TestPictures.scene(400, 300, 7), new Rect(40, 30, 320, 240));

        assertThat(part.isContinuous()).isFalse();
        assertThat(assess(part, 1000)).isEqualTo(assess(part.clone(), 1000));
    }

    @Test
    void repeatsItselfAndLeavesThePictureAlone() {
        Mat scene = TestPictures.scene(320, 240, 7);
        Mat before = scene.clone();

        assertThat(assess(scene, 1000)).isEqualTo(assess(scene, 1000));
        assertThat(norm(scene, before, NORM_INF, new Mat())).isZero();
    }

    @Test
    void refusesWhatIsNoColourPicture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assess(new Mat(4, 4, CV_8UC1), 16))
                .withMessageContaining("8-bit BGR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assess(new Mat(), 16))
                .withMessageContaining("8-bit BGR");
    }

    @Test
    void refusesAnOriginalWithoutPixels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assess(TestPictures.flat(4, 4, 9), 0))
                .withMessageContaining("originalPixels must be positive but was 0");
    }

    private static TechnicalQuality assess(Mat picture, long pixels) {
        return QualityAssessment.assess(picture, OriginalPicture.of(pixels));
    }

    private static List<Double> scores(Mat original, Degradation kind) {
        return versions(original, kind)
                .map(version -> assess(version, version.total()).score())
                .toList();
    }

    private static Stream<Mat> versions(Mat original, Degradation kind) {
        return Stream.concat(
                Stream.of(original),
                IntStream.range(0, Degradation.GRADES).mapToObj(grade -> kind.of(original, grade)));
    }
}
