package dev.imageclustering.vision;

import java.util.Locale;

/**
 * Makes one vector of what an encoder answers with for a picture: values of {@code count} vectors, one behind the other
 * ({@code [count, dimension]}) or, as a map of features is laid out, interleaved ({@code [dimension, count]}).
 */
record VectorPooling(EncoderSettings.Pooling pooling, int count, int dimension, boolean interleaved) {

    /**
     * Returns how to pool an output of that shape: {@code [n, d]}, {@code [n, sequence, d]} or {@code [n, d, h, w]}.
     *
     * @throws IllegalStateException if the pooling does not fit the shape
     */
    static VectorPooling of(EncoderSettings.Pooling pooling, long[] shape, String output) {
        boolean map = shape.length == 4;
        long count = map ? shape[2] * shape[3] : shape.length == 3 ? shape[1] : 1;
        long dimension = map || shape.length == 2 ? shape[1] : shape[2];
        boolean fits = switch (pooling) {
            case NONE -> count == 1;
            case CLS -> shape.length == 3;
            case MEAN -> shape.length > 2;
        };
        if (!fits) {
            throw new IllegalStateException(
                    "pooling %s does not fit output %s, which has %d axes and %d vectors a picture"
                            .formatted(pooling.name().toLowerCase(Locale.ROOT), output, shape.length, count));
        }
        return new VectorPooling(pooling, Math.toIntExact(count), Math.toIntExact(dimension), map);
    }

    /** Returns one vector, new and no part of the argument. O(count * dimension). */
    float[] pool(float[] values) {
        float[] vector = new float[dimension];
        int used = pooling == EncoderSettings.Pooling.MEAN ? count : 1;
        for (int i = 0; i < dimension; i++) {
            double sum = 0;
            for (int k = 0; k < used; k++) {
                sum += values[interleaved ? i * count + k : k * dimension + i];
            }
            vector[i] = (float) (sum / used);
        }
        return vector;
    }
}
