package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A neural model that the operator provides and that turns a picture into a vector: an ONNX file of one float32 input, with
 * {@link EncoderSettings} in a properties file of the same name beside it. It runs on the thread that asks. Thread-safe.
 *
 * @see PictureEngine#encoderInput
 */
public final class ImageEncoder {

    /** So many pictures of a usual size go through a model together, and no more of any. */
    public static final int MOST_AT_ONCE = 16;

    /** That many of 512 x 512 pixels; larger inputs go in smaller batches, since they lie in memory all at once. */
    private static final int MOST_VALUES = MOST_AT_ONCE * 3 * 512 * 512;

    private static final int DIGITS_OF_CHECKSUM = 12;
    private static final int LONGEST_NAME = 60;

    private final String version;
    private final OnnxModel model;
    private final EncoderSettings settings;
    private final String output;
    private final int batch;
    private final int dimension;

    private ImageEncoder(String version, OnnxModel model, EncoderSettings settings) throws OrtException {
        this.version = version;
        this.model = model;
        this.settings = settings;
        this.output = output(model, settings.output());
        float[] black = settings.input().values(new Mat(1, 1, CV_8UC3, new Scalar(0)));
        int fixed = model.batch();
        this.dimension = run(List.of(black), Math.max(fixed, 1)).getFirst().length;
        this.batch = fixed > 0 || takesTwo(black) ? fixed : 1;
    }

    /**
     * Loads a model and tries it; its version is the file's name and the first digits of the SHA-256 over file and
     * settings.
     *
     * @throws UnusableModel if one of the files is missing or wrong; the message says what
     */
    public static ImageEncoder load(Path file) throws UnusableModel {
        OpenCv.load();
        try {
            EncoderSettings settings = EncoderSettings.read(ModelProperties.beside(file));
            String checksum = ModelChecksum.of(file, settings.canonical()).substring(0, DIGITS_OF_CHECKSUM);
            return new ImageEncoder(name(file) + "/" + checksum, OnnxModel.load(file, settings.input()), settings);
        } catch (IOException missing) {
            throw new UnusableModel("%s cannot be read".formatted(missing.getMessage()), missing);
        } catch (OrtException | IllegalArgumentException | IllegalStateException refused) {
            throw new UnusableModel("%s: %s".formatted(file.getFileName(), refused.getMessage()), refused);
        }
    }

    private static String name(Path file) {
        String name = ModelProperties.stem(file).replaceAll("[^A-Za-z0-9._-]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static String output(OnnxModel model, String wanted) {
        List<String> outputs = List.copyOf(model.outputs());
        if (outputs.contains(wanted)) {
            return wanted;
        }
        if (wanted.matches("\\d{1,3}") && Integer.parseInt(wanted) < outputs.size()) {
            return outputs.get(Integer.parseInt(wanted));
        }
        throw new IllegalArgumentException("output %s is not one of %s".formatted(wanted, outputs));
    }

    /** Some models leave the number of pictures open and fail all the same on more than one. */
    private boolean takesTwo(float[] picture) {
        try {
            return run(List.of(picture, picture), 2).get(1).length == dimension;
        } catch (OrtException | IllegalStateException onlyOne) {
            return false;
        }
    }

    /** Returns the name and version; vectors of two versions are never compared. */
    public String version() {
        return version;
    }

    /** Returns how many values a vector has. */
    public int dimension() {
        return dimension;
    }

    /** Returns how many pictures should be handed to {@link #encode} at most. */
    public int atOnce() {
        return Math.clamp(MOST_VALUES / settings.input().length(), 1, MOST_AT_ONCE);
    }

    /** Brings an 8-bit BGR picture into the form that the model takes. */
    float[] input(Mat bgr) {
        return settings.input().values(bgr);
    }

    /**
     * Encodes pictures, as many at once as the model takes.
     *
     * @param inputs what {@link PictureEngine#encoderInput} made of the pictures
     * @return a vector for each, in that order; nothing for one that the model fails on, or makes no finite numbers of, or
     *     nothing but zeros
     */
    public List<Optional<float[]>> encode(List<float[]> inputs) {
        List<Optional<float[]>> vectors = new ArrayList<>();
        int step = batch > 0 ? batch : Math.max(1, inputs.size());
        for (int from = 0; from < inputs.size(); from += step) {
            vectors.addAll(encodeTogether(inputs.subList(from, Math.min(from + step, inputs.size()))));
        }
        return vectors;
    }

    private List<Optional<float[]>> encodeTogether(List<float[]> inputs) {
        try {
            return run(inputs, batch > 0 ? batch : inputs.size()).stream()
                    .map(this::finished)
                    .toList();
        } catch (OrtException | IllegalStateException failed) {
            return inputs.size() == 1
                    ? List.of(Optional.empty())
                    : inputs.stream()
                            .map(input -> encodeTogether(List.of(input)).getFirst())
                            .toList();
        }
    }

    /** Runs the model on so many pictures; where there are fewer, black ones fill the places. */
    private List<float[]> run(List<float[]> inputs, int places) throws OrtException {
        int length = settings.input().length();
        FloatBuffer values = FloatBuffer.allocate(Math.multiplyExact(length, places));
        inputs.forEach(values::put);
        try (OrtSession.Result result = model.run(values.rewind(), places)) {
            return vectors(result.get(output).orElseThrow(), places).subList(0, inputs.size());
        }
    }

    private List<float[]> vectors(OnnxValue value, int places) {
        FloatBuffer values = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (values == null || !values.hasRemaining()) {
            throw new IllegalStateException("output %s is no float32 tensor".formatted(output));
        }
        long[] shape = ((OnnxTensor) value).getInfo().getShape();
        if (shape.length < 2 || shape.length > 4 || shape[0] != places) {
            throw new IllegalStateException("output %s has the shape %s and not a vector for each picture"
                    .formatted(output, Arrays.toString(shape)));
        }
        VectorPooling pooling = VectorPooling.of(settings.pooling(), shape, output);
        float[] one = new float[values.remaining() / places];
        List<float[]> vectors = new ArrayList<>(places);
        for (int i = 0; i < places; i++) {
            values.get(one);
            vectors.add(pooling.pool(one));
        }
        return Collections.unmodifiableList(vectors);
    }

    private Optional<float[]> finished(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares) || squares == 0) {
            return Optional.empty();
        }
        if (settings.unitLength()) {
            double length = Math.sqrt(squares);
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (vector[i] / length);
            }
        }
        return Optional.of(vector);
    }
}
