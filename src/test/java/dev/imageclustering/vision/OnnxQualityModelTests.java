package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.imageclustering.support.OnnxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxQualityModelTests {

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

    @Test
    void answersWithWhatTheModelComputes() throws Exception {
        QualityScorer scorer = scorer("size=8", OnnxFiles.mean(1, 3, 8, 8));

        assertThat(scorer.score(TestPictures.flat(40, 30, 51))).isCloseTo(0.2, within(1e-6));
    }

    @Test
    void takesTheChannelsInTheirOrder() throws Exception {
        Mat picture = new Mat(9, 9, CV_8UC3, new Scalar(51, 102, 204, 0));
        byte[] model = OnnxFiles.mean(1, 3, 4, 4);

        double rgb = scorer("size=4\nstd=1,2,4\nchannels=RGB", model).score(picture);
        double bgr = scorer("size=4\nstd=1,2,4\nchannels=BGR", model).score(picture);
        assertThat(rgb).isCloseTo((0.8 + 0.4 / 2 + 0.2 / 4) / 3, within(1e-6));
        assertThat(bgr).isCloseTo((0.2 + 0.4 / 2 + 0.8 / 4) / 3, within(1e-6));
    }

    @Test
    void takesTheMeanOffInTheRangeOfTheModel() throws Exception {
        QualityScorer scorer = scorer("size=6x4\nlayout=NHWC\nrange=255\nmean=10\nstd=2", OnnxFiles.mean(1, 4, 6, 3));

        assertThat(scorer.score(TestPictures.flat(6, 4, 110))).isCloseTo(50, within(1e-4));
    }

    @Test
    void stretchesCropsOrPads() throws Exception {
        // The middle third is white.
        Mat picture = TestPictures.flat(96, 32, 0);
        TestPictures.flat(32, 32, 255).copyTo(new Mat(picture, new Rect(32, 0, 32, 32)));

        assertThat(scored("stretch", picture)).isCloseTo(1.0 / 3, within(0.05));
        assertThat(scored("crop", picture)).isGreaterThan(0.95);
        assertThat(scored("pad", picture)).isCloseTo(1.0 / 9, within(0.04));
    }

    private double scored(String resize, Mat picture) throws Exception {
        return scorer("size=16\nresize=" + resize, OnnxFiles.mean(1, 3, 16, 16)).score(picture);
    }

    @Test
    void hasTheChecksumOfTheFileForItsVersion() throws Exception {
        QualityScorer first = scorer("size=8", OnnxFiles.mean(1, 3, 8, 8));
        QualityScorer same = scorer("size=8", OnnxFiles.mean(1, 3, 8, 8));
        QualityScorer other = scorer("size=9", OnnxFiles.mean(1, 3, 9, 9));

        assertThat(first.version()).matches("musiq/[0-9a-f]{16}").isEqualTo(same.version());
        assertThat(other.version()).isNotEqualTo(first.version());
    }

    @Test
    void runsTheWayThatItsSettingsSay() throws Exception {
        assertThat(scorer("size=8", OnnxFiles.mean(1, 3, 8, 8)).higherIsBetter())
                .isTrue();
        assertThat(scorer("size=8\ndirection=lower", OnnxFiles.mean(1, 3, 8, 8)).higherIsBetter())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    resize=crop       | size
                    size=0            | size
                    size=4x4x4        | size
                    size=9999         | size
                    size=8\\nstd=0     | std
                    size=8\\nmean=1,2  | mean
                    size=8\\nmean=a    | mean
                    size=8\\nresize=no | resize must be one of stretch, crop, pad
                    size=8\\nsizes=9   | Unknown keys [sizes]
                    """)
    void refusesSettingsThatAreWrong(String settings, String message) {
        assertThatExceptionOfType(UnusableModel.class)
                .isThrownBy(() -> scorer(settings.replace("\\n", "\n"), OnnxFiles.mean(1, 3, 8, 8)))
                .withMessageContaining(message);
    }

    @Test
    void refusesAFileThatIsNoModel() {
        assertThatExceptionOfType(UnusableModel.class)
                .isThrownBy(() -> scorer("size=8", new byte[] {1, 2, 3}))
                .withMessageStartingWith("model.onnx: ");
    }

    @Test
    void refusesAModelOfAnotherInputSize() {
        assertThatExceptionOfType(UnusableModel.class)
                .isThrownBy(() -> scorer("size=8", OnnxFiles.mean(1, 3, 9, 9)))
                .withMessageStartingWith("model.onnx: ");
    }

    @Test
    void refusesAModelWithoutItsSettings() throws IOException {
        Path model = Files.write(folder.resolve("alone.onnx"), OnnxFiles.mean(1, 3, 8, 8));

        assertThatExceptionOfType(UnusableModel.class)
                .isThrownBy(() -> QualityScorer.onnx("musiq", model))
                .withMessageContaining("alone.properties");
    }

    private QualityScorer scorer(String settings, byte[] model) throws IOException, UnusableModel {
        Files.writeString(folder.resolve("model.properties"), settings);
        return QualityScorer.onnx("musiq", Files.write(folder.resolve("model.onnx"), model));
    }
}
