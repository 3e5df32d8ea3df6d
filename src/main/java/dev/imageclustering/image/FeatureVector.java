package dev.imageclustering.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The feature vector of an image, with the model it comes from: vectors of two models are never comparable.
 *
 * @param model name and version of the model, such as {@code rootsift-colour-vlad/2}
 * @param values the vector
 */
public record FeatureVector(String model, float[] values) {

    /** Returns the values as little-endian 32-bit floats, four bytes each. */
    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Reads little-endian 32-bit floats. */
    static float[] values(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
