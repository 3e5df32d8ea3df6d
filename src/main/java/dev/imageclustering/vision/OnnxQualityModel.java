package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A neural quality model that the operator provides: an ONNX file of one float32 input, with {@link QualityModelSettings}
 * in a properties file of the same name beside it. The score is the mean of what the first output holds. It runs on the
 * thread that asks. Thread-safe.
 */
final class OnnxQualityModel {

    private static final int DIGITS_OF_CHECKSUM = 16;

    private final OnnxModel model;
    private final ModelInput input;

    private OnnxQualityModel(OnnxModel model, ModelInput input) {
        this.model = model;
        this.input = input;
    }

    /** Loads a model; its version is the name and the first digits of the file's SHA-256. */
    static QualityScorer load(String name, Path file) throws UnusableModel {
        try {
            QualityModelSettings settings = QualityModelSettings.read(ModelProperties.beside(file));
            String checksum = ModelChecksum.of(file, "").substring(0, DIGITS_OF_CHECKSUM);
            OnnxQualityModel model = new OnnxQualityModel(OnnxModel.load(file, settings.input()), settings.input());
            model.score(new Mat(1, 1, CV_8UC3, new Scalar(0)));
            return new QualityScorer(name + "/" + checksum, settings.higherIsBetter(), model::score);
        } catch (IOException missing) {
            throw new UnusableModel("%s cannot be read".formatted(missing.getMessage()), missing);
        } catch (OrtException | IllegalArgumentException | IllegalStateException refused) {
            throw new UnusableModel("%s: %s".formatted(file.getFileName(), refused.getMessage()), refused);
        }
    }

    /** O(pixels) besides the model itself. A model that fails on a picture, or gives no finite number, is an error. */
    private double score(Mat bgr) {
        try (OrtSession.Result result = model.run(FloatBuffer.wrap(input.values(bgr)), 1)) {
            return mean(result.get(0));
        } catch (OrtException failure) {
            throw new IllegalStateException("The quality model failed: " + failure.getMessage(), failure);
        }
    }

    private static double mean(OnnxValue output) {
        FloatBuffer values = output instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (values == null || !values.hasRemaining()) {
            throw new IllegalStateException("The first output of the quality model is no float32 tensor");
        }
        double sum = 0;
        int count = values.remaining();
        while (values.hasRemaining()) {
            sum += values.get();
        }
        if (!Double.isFinite(sum)) {
            throw new IllegalStateException("The quality model gave no finite number");
        }
        return sum / count;
    }
}
