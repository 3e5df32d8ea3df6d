package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A neural quality model that the operator provides: an ONNX file of one float32 input, with {@link QualityModelSettings}
 * in a properties file of the same name beside it. The score is the mean of what the first output holds. It runs on the
 * thread that asks. Thread-safe.
 */
final class OnnxQualityModel {

    private static final int CHANNELS = 3;
    private static final int DIGITS_OF_CHECKSUM = 16;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final QualityModelSettings settings;

    private OnnxQualityModel(OrtEnvironment environment, OrtSession session, QualityModelSettings settings) {
        this.environment = environment;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
        this.settings = settings;
    }

    /** Loads a model; its version is the name and the first digits of the file's SHA-256. */
    static QualityScorer load(String name, Path file) throws UnusableModel {
        Path beside = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.onnx$", "") + ".properties");
        try {
            QualityModelSettings settings = QualityModelSettings.read(beside);
            byte[] bytes = Files.readAllBytes(file);
            OnnxQualityModel model = of(bytes, settings);
            model.score(new Mat(1, 1, CV_8UC3, new Scalar(0)));
            return new QualityScorer(name + "/" + checksum(bytes), settings.higherIsBetter(), model::score);
        } catch (IOException missing) {
            throw new UnusableModel("%s cannot be read".formatted(missing.getMessage()), missing);
        } catch (OrtException | IllegalArgumentException | IllegalStateException refused) {
            throw new UnusableModel("%s: %s".formatted(file.getFileName(), refused.getMessage()), refused);
        }
    }

    private static OnnxQualityModel of(byte[] model, QualityModelSettings settings) throws OrtException {
        OrtEnvironment environment = OnnxEnvironment.shared();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One photo is worked on by one thread; the pool that calls us has one for each core.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(model, options);
            if (session.getNumInputs() != 1) {
                session.close();
                throw new IllegalArgumentException("the model has not exactly one input");
            }
            return new OnnxQualityModel(environment, session, settings);
        }
    }

    /** O(pixels) besides the model itself. A model that fails on a picture, or gives no finite number, is an error. */
    private double score(Mat bgr) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values(bgr), shape());
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
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

    private long[] shape() {
        return settings.channelsFirst()
                ? new long[] {1, CHANNELS, settings.height(), settings.width()}
                : new long[] {1, settings.height(), settings.width(), CHANNELS};
    }

    private FloatBuffer values(Mat bgr) {
        int pixels = settings.width() * settings.height();
        byte[] bytes = new byte[CHANNELS * pixels];
        try (PointerScope _ = new PointerScope()) {
            ByteBuffer buffer = sized(bgr).clone().createBuffer();
            buffer.get(bytes);
        }
        float[] values = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int channel = settings.rgb() ? CHANNELS - 1 - i % CHANNELS : i % CHANNELS;
            int at = settings.channelsFirst() ? channel * pixels + i / CHANNELS : i - i % CHANNELS + channel;
            double value = settings.scale() * (bytes[i] & 0xff);
            values[at] = (float) ((value - settings.mean()[channel]) / settings.deviation()[channel]);
        }
        return FloatBuffer.wrap(values);
    }

    private Mat sized(Mat bgr) {
        int width = settings.width();
        int height = settings.height();
        double across = (double) width / bgr.cols();
        double down = (double) height / bgr.rows();
        return switch (settings.resize()) {
            case STRETCH -> resized(bgr, width, height);
            case CROP -> {
                double factor = Math.max(across, down);
                Mat larger = resized(
                        bgr,
                        Math.max(Shrink.scaled(bgr.cols(), factor), width),
                        Math.max(Shrink.scaled(bgr.rows(), factor), height));
                yield larger.apply(new Rect((larger.cols() - width) / 2, (larger.rows() - height) / 2, width, height));
            }
            case PAD -> {
                double factor = Math.min(across, down);
                Mat smaller = resized(
                        bgr,
                        Math.min(Shrink.scaled(bgr.cols(), factor), width),
                        Math.min(Shrink.scaled(bgr.rows(), factor), height));
                yield padded(smaller, width - smaller.cols(), height - smaller.rows());
            }
        };
    }

    private static Mat padded(Mat picture, int across, int down) {
        Mat out = new Mat();
        copyMakeBorder(
                picture,
                out,
                down / 2,
                down - down / 2,
                across / 2,
                across - across / 2,
                BORDER_CONSTANT,
                new Scalar(0));
        return out;
    }

    private static Mat resized(Mat picture, int width, int height) {
        Mat out = new Mat();
        resize(Shrink.toLongSide(picture, Math.max(width, height)), out, new Size(width, height), 0, 0, INTER_LINEAR);
        return out;
    }

    private static String checksum(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, DIGITS_OF_CHECKSUM);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
