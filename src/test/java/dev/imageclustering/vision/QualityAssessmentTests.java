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
    @EnumSource(names = {"BLUR", "NOISE", "JPEG", "UNDEREXPOSURE", "OVEREXPOSURE", "RESCALE"})
    void ordersAMadeSceneAndItsCopiesBySeverity(Degradation kind) {
        List<Double> scores = scores(TestPictures.scene(640, 480, 7), kind);

        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(names = {"BLUR", "NOISE", "JPEG", "RESCALE", "MOTION"})
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

        assertThat(photos).allSatisfy(file -> {
            List<Double> scores = scores(TestPictures.photo(TestPictures.PHOTOS.resolve(file)), kind);
            assertThat(scores.subList(1, 4)).allSatisfy(copy -> assertThat(copy).isLessThan(scores.getFirst()));
            assertThat(scores.getLast()).isLessThan(scores.get(1));
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 5, 8, 13, 21, 34})
    void takesNoNoiseForDetail(double deviation) {
        Mat clean = TestPictures.scene(640, 480, 7);
        Mat noisy = Degradation.NOISE.apply(clean, deviation);

        QualityMeasurements before = QualityAssessment.measure(clean, 307_200);
        QualityMeasurements after = QualityAssessment.measure(noisy, 307_200);
        assertThat(after.detail().laplacianVariance())
                .isGreaterThan(before.detail().laplacianVariance());
        assertThat(after.score()).isLessThan(before.score());
    }

    @ParameterizedTest
    @CsvSource({
        "BLUR, sharpness",
        "NOISE, noise",
        "JPEG, artefacts",
        "UNDEREXPOSURE, exposure",
        "OVEREXPOSURE, exposure"
    })
    void namesThePartThatSuffered(Degradation kind, String part) {
        Mat scene = TestPictures.scene(640, 480, 7);

        List<Double> parts = versions(scene, kind)
                .map(version ->
                        QualityAssessment.assess(version, 307_200).subScores().get(part))
                .toList();
        assertThat(parts.subList(1, 4)).allSatisfy(copy -> assertThat(copy).isLessThan(parts.getFirst()));
        assertThat(parts.getLast()).isLessThan(parts.get(1));
    }

    @Test
    void scoresAClippedPictureLower() {
        Mat scene = TestPictures.scene(320, 240, 7);
        Mat clipped = scene.clone();
        TestPictures.flat(320, 100, 255).copyTo(new Mat(clipped, new Rect(0, 0, 320, 100)));

        TechnicalQuality whole = QualityAssessment.assess(scene, 76_800);
        TechnicalQuality lost = QualityAssessment.assess(clipped, 76_800);
        assertThat(lost.score()).isLessThan(whole.score());
        assertThat(lost.subScores().get("exposure"))
                .isLessThan(0.7 * whole.subScores().get("exposure"));
    }

    @Test
    void prefersTheOriginalWithMorePixels() {
        Mat scene = TestPictures.scene(320, 240, 7);

        TechnicalQuality small = QualityAssessment.assess(scene, 320 * 240);
        TechnicalQuality large = QualityAssessment.assess(scene, 4 * 320 * 240);
        assertThat(large.score()).isCloseTo(small.score() + 2, within(1e-9));
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
            TechnicalQuality quality = QualityAssessment.assess(picture, (long) width * height);
            assertThat(quality.score()).isFinite();
            assertThat(quality.subScores())
                    .containsOnlyKeys("sharpness", "exposure", "noise", "artefacts", "resolution");
            assertThat(quality.subScores().values())
                    .allSatisfy(part -> assertThat(part).isBetween(0.0, 1.0));
        });
    }

    @Test
    void givesABlackPictureItsDefinedAnswer() {
        TechnicalQuality black = QualityAssessment.assess(TestPictures.flat(64, 64, 0), 64 * 64);

        double exposure = Math.exp(-2.5 * 2.5 / 2);
        assertThat(black.score()).isCloseTo(3 * exposure - 100 / 40.0 + 12, within(1e-9));
        assertThat(black.subScores())
                .containsEntry("sharpness", 0.0)
                .containsEntry("exposure", exposure)
                .containsEntry("noise", 1.0)
                .containsEntry("artefacts", 0.0);
    }

    @Test
    void answersTheSameForAPictureWithGapsBetweenItsRows() {
        Mat part = new Mat(TestPictures.scene(400, 300, 7), new Rect(40, 30, 320, 240));

        assertThat(part.isContinuous()).isFalse();
        assertThat(QualityAssessment.assess(part, 1000)).isEqualTo(QualityAssessment.assess(part.clone(), 1000));
    }

    @Test
    void repeatsItselfAndLeavesThePictureAlone() {
        Mat scene = TestPictures.scene(320, 240, 7);
        Mat before = scene.clone();

        assertThat(QualityAssessment.assess(scene, 1000)).isEqualTo(QualityAssessment.assess(scene, 1000));
        assertThat(norm(scene, before, NORM_INF, new Mat())).isZero();
    }

    @Test
    void refusesWhatIsNoColourPicture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QualityAssessment.assess(new Mat(4, 4, CV_8UC1), 16))
                .withMessageContaining("8-bit BGR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QualityAssessment.assess(new Mat(), 16))
                .withMessageContaining("8-bit BGR");
    }

    @Test
    void refusesAnOriginalWithoutPixels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QualityAssessment.assess(TestPictures.flat(4, 4, 9), 0))
                .withMessageContaining("originalPixels must be positive but was 0");
    }

    private static List<Double> scores(Mat original, Degradation kind) {
        return versions(original, kind)
                .map(version ->
                        QualityAssessment.assess(version, original.total()).score())
                .toList();
    }

    private static Stream<Mat> versions(Mat original, Degradation kind) {
        return Stream.concat(
                Stream.of(original), IntStream.range(0, 3).mapToObj(severity -> kind.of(original, severity)));
    }
}
