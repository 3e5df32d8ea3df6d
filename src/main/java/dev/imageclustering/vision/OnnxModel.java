package dev.imageclustering.vision;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX file of one float32 input that takes pictures. It runs on the thread that asks, and on no other: the pool that
 * calls has one for each core. Thread-safe.
 */
final class OnnxModel {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final ModelInput shape;

    private OnnxModel(OrtEnvironment environment, OrtSession session, ModelInput shape) {
        this.environment = environment;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
        this.shape = shape;
    }

    static OnnxModel load(Path file, ModelInput shape) throws OrtException {
        OrtEnvironment environment = OnnxEnvironment.shared();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(file.toString(), options);
            if (session.getNumInputs() != 1) {
                session.close();
                throw new IllegalArgumentException("the model has not exactly one input");
            }
            return new OnnxModel(environment, session, shape);
        }
    }

    /** Returns how many pictures the model takes at once; -1 where that is left open. */
    int batch() throws OrtException {
        NodeInfo node = session.getInputInfo().get(input);
        long[] axes = node != null && node.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
        return axes.length == 0 || axes[0] < 1 ? -1 : Math.toIntExact(axes[0]);
    }

    /** Returns the names of what the model answers with, in its order. */
    Set<String> outputs() {
        return session.getOutputNames();
    }

    /** Runs the model on the values of some pictures, one behind the other. The answer is to be closed. */
    OrtSession.Result run(FloatBuffer values, int pictures) throws OrtException {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape.shape(pictures))) {
            return session.run(Map.of(input, tensor));
        }
    }
}
