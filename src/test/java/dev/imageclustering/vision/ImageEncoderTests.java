package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.imageclustering.support.OnnxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
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
import org.junit.jupiter.params.provider.ValueSource;

class ImageEncoderTests {

    private static final int OPEN = -1;
    private static final int[] PLACES = {2, 3};
    private static final Offset<Float> CLOSE = within(1e-5f);

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
    void answersWithTheVectorOfTheModel() throws Exception {
        ImageEncoder encoder = encoder("size=8\nnormalisation=none", meanColour(OPEN, 8));

        assertThat(encoder.dimension()).isEqualTo(3);
        assertThat(vector(encoder, colour(51, 102, 204))).containsExactly(new float[] {0.8f, 0.4f, 0.2f}, CLOSE);
    }

    @Test
    void takesBlueFirstWhereTheSettingsSaySo() throws Exception {
        ImageEncoder encoder = encoder("size=8\nnormalisation=none\nchannels=BGR\nrange=255", meanColour(OPEN, 8));

        assertThat(vector(encoder, colour(51, 102, 204))).containsExactly(new float[] {51, 102, 204}, CLOSE);
    }

    @Test
    void bringsVectorsToUnitLengthUnlessToldNotTo() throws Exception {
        ImageEncoder encoder = encoder("size=8", meanColour(OPEN, 8));

        assertThat(length(vector(encoder, colour(10, 20, 30)))).isCloseTo(1, within(1e-6));
    }

    @Test
    void takesChannelsLast() throws Exception {
        ImageEncoder encoder = encoder(
                "size=6x4\nlayout=NHWC\nnormalisation=none",
                OnnxFiles.reduced("ReduceMean", new int[] {1, 2}, OPEN, 4, 6, 3));

        assertThat(vector(encoder, colour(51, 102, 204))).containsExactly(new float[] {0.8f, 0.4f, 0.2f}, CLOSE);
    }

    @Test
    void poolsASequence() throws Exception {
        // Three vectors, one for each channel, of the means of the eight rows.
        byte[] model = OnnxFiles.reduced("ReduceMean", new int[] {3}, OPEN, 3, 8, 8);
        Mat picture = colour(51, 102, 204);

        float[] first = vector(encoder("size=8\nnormalisation=none\npooling=cls", model), picture);
        float[] mean = vector(encoder("size=8\nnormalisation=none\npooling=mean", model), picture);

        assertThat(first).hasSize(8);
        assertThat(first[7]).isCloseTo(0.8f, CLOSE);
        assertThat(mean).hasSize(8);
        assertThat(mean[7]).isCloseTo(1.4f / 3, CLOSE);
    }

    @Test
    void poolsAMapOfFeatures() throws Exception {
        byte[] model = OnnxFiles.of("Identity", OPEN, 3, 8, 8);

        ImageEncoder encoder = encoder("size=8\nnormalisation=none\npooling=mean", model);

        assertThat(vector(encoder, colour(51, 102, 204))).containsExactly(new float[] {0.8f, 0.4f, 0.2f}, CLOSE);
    }

    @Test
    void needsNoPoolingWhereTheMapIsOnePlace() throws Exception {
        ImageEncoder encoder = encoder("size=8\nnormalisation=none", OnnxFiles.of("GlobalAveragePool", OPEN, 3, 8, 8));

        assertThat(vector(encoder, colour(51, 102, 204))).containsExactly(new float[] {0.8f, 0.4f, 0.2f}, CLOSE);
    }

    @ParameterizedTest
    @ValueSource(ints = {OPEN, 1, 4})
    void makesTheSameOfABatchAsOfEachAlone(int batch) throws Exception {
        ImageEncoder encoder = encoder("size=8", OnnxFiles.of("Flatten", batch, 3, 8, 8));
        List<float[]> inputs = Stream.of(10, 60, 110, 160, 210)
                .map(value -> encoder.input(colour(value, 255 - value, 128)))
                .toList();

        List<Optional<float[]>> together = encoder.encode(inputs);

        assertThat(together).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(together.get(i).orElseThrow())
                    .containsExactly(
                            encoder.encode(List.of(inputs.get(i))).getFirst().orElseThrow(), within(1e-6f));
        }
        assertThat(together.getFirst().orElseThrow())
                .isNotEqualTo(together.get(1).orElseThrow());
    }

    @Test
    void leavesOutThePictureThatItMakesNothingOf() throws Exception {
        ImageEncoder encoder = encoder("size=8", meanColour(OPEN, 8));

        List<Optional<float[]>> vectors = encoder.encode(Stream.of(colour(1, 2, 3), colour(0, 0, 0), colour(3, 2, 1))
                .map(encoder::input)
                .toList());

        assertThat(vectors).extracting(Optional::isPresent).containsExactly(true, false, true);
    }

    @ParameterizedTest
    @CsvSource({
        "clip, 224, 0.0, 0.48145466, 0.26862954",
        "siglip, 224, 0.333, 0.5, 0.5",
        "dinov2, 224, 0.0, 0.485, 0.229",
        "dinov3, 224, 0.333, 0.485, 0.229",
        "resnet50, 224, 0.0, 0.485, 0.229"
    })
    void knowsThePresets(String preset, int size, double black, double mean, double deviation) throws Exception {
        // Red in the middle third, black beside it: cut to the middle, only red is left.
        Mat picture = new Mat(300, 900, CV_8UC3, new Scalar(0));
        new Mat(300, 300, CV_8UC3, new Scalar(0, 0, 255, 0)).copyTo(new Mat(picture, new Rect(300, 0, 300, 300)));
        ImageEncoder encoder = encoder(
                "preset=%s\noutput=y\npooling=none\nnormalisation=none".formatted(preset), meanColour(OPEN, size));

        double red = black == 0 ? 1 : black;
        assertThat((double) vector(encoder, picture)[0]).isCloseTo((red - mean) / deviation, within(0.05));
    }

    @Test
    void cutsTheMiddleOutOfALargerPicture() throws Exception {
        // A white frame that is cut off, as only the middle half of each side is left.
        Mat picture = new Mat(64, 64, CV_8UC3, new Scalar(255, 255, 255, 0));
        new Mat(40, 40, CV_8UC3, new Scalar(51, 51, 51, 0)).copyTo(new Mat(picture, new Rect(12, 12, 40, 40)));

        float[] vector =
                vector(encoder("size=8\nresize=crop\ncrop_from=16\nnormalisation=none", meanColour(OPEN, 8)), picture);

        assertThat(vector[0]).isCloseTo(0.2f, within(0.01f));
    }

    @Test
    void letsAKeyOverrideThePreset() throws Exception {
        ImageEncoder encoder = encoder("preset=siglip\noutput=0\nsize=8\nmean=0\nnormalisation=none", meanColour(1, 8));

        assertThat(vector(encoder, colour(51, 102, 204))).containsExactly(new float[] {1.6f, 0.8f, 0.4f}, CLOSE);
    }

    @Test
    void hasTheChecksumOfFileAndSettingsForItsVersion() throws Exception {
        String version = encoder("size=8\nmean=0.5", meanColour(OPEN, 8)).version();

        assertThat(version).matches("model/[0-9a-f]{12}");
        assertThat(encoder("# a remark\nmean = 0.5\nsize=8", meanColour(OPEN, 8))
                        .version())
                .isEqualTo(version);
        assertThat(encoder("size=8\nmean=0.4", meanColour(OPEN, 8)).version()).isNotEqualTo(version);
        assertThat(encoder("size=8\nmean=0.5", meanColour(1, 8)).version()).isNotEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mean=0                     | size
                    preset=vgg                 | preset must be one of clip, dinov2, dinov3, resnet50, siglip
                    size=8\\noutput=z           | output z is not one of [y]
                    size=8\\noutput=1           | output 1 is not one of [y]
                    size=8\\npooling=cls        | pooling cls does not fit
                    size=8\\npooling=most       | pooling must be one of none, cls, mean
                    size=8\\nnormalisation=l1   | normalisation must be one of l2, none
                    size=8\\ncrop_from=4        | crop_from
                    size=8\\ndirection=lower    | Unknown keys [direction]
                    size=9                     | model.onnx:
                    """)
    void refusesSettingsThatAreWrong(String settings, String message) {
        assertThatExceptionOfType(UnusableModel.class)
                .isThrownBy(() -> encoder(settings.replace("\\n", "\n"), meanColour(OPEN, 8)))
                .withMessageContaining(message);
    }

    @Test
    void refusesAFileThatIsNoModel() {
        assertThatExceptionOfType(UnusableModel.class)
                .isThrownBy(() -> encoder("size=8", new byte[] {1, 2, 3}))
                .withMessageStartingWith("model.onnx: ");
    }

    @Test
    void refusesAModelWithoutAVectorForEachPicture() {
        assertThatExceptionOfType(UnusableModel.class)
                .isThrownBy(() -> encoder("size=8", OnnxFiles.reduced("ReduceMean", new int[] {0, 2, 3}, 1, 3, 8, 8)))
                .withMessageContaining("not a vector for each picture");
    }

    @Test
    void refusesAModelThatIsMissing() {
        assertThatExceptionOfType(UnusableModel.class)
                .isThrownBy(() -> ImageEncoder.load(folder.resolve("none.onnx")))
                .withMessageContaining("none.properties cannot be read");
    }

    private ImageEncoder encoder(String settings, byte[] model) throws IOException, UnusableModel {
        Files.writeString(folder.resolve("model.properties"), settings);
        return ImageEncoder.load(Files.write(folder.resolve("model.onnx"), model));
    }

    private static byte[] meanColour(int batch, int size) {
        return OnnxFiles.reduced("ReduceMean", PLACES, batch, 3, size, size);
    }

    private static Mat colour(int blue, int green, int red) {
        return new Mat(20, 30, CV_8UC3, new Scalar(blue, green, red, 0));
    }

    private static float[] vector(ImageEncoder encoder, Mat picture) {
        return encoder.encode(List.of(encoder.input(picture))).getFirst().orElseThrow();
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
