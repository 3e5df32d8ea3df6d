package dev.imageclustering.vision;

/**
 * What was learned about one kind of local features: how to shorten their vectors and which words they fall on.
 *
 * @param projection from the features' own vectors to the words' space
 * @param encoder the words, in the projected space
 */
record Vocabulary(PcaProjection projection, VladEncoder encoder) {

    Vocabulary {
        if (encoder.words()[0].length != projection.outputs()) {
            throw new IllegalArgumentException(
                    "words must have " + projection.outputs() + " components but have " + encoder.words()[0].length);
        }
    }

    int dimension() {
        return encoder.dimension();
    }

    /** Encodes local vectors ({@code n × d}) as one vector of {@link #dimension()} components: length 1, or all zero. */
    float[] encode(float[][] features) {
        float[][] projected = new float[features.length][];
        for (int i = 0; i < features.length; i++) {
            projected[i] = projection.project(features[i]);
        }
        return encoder.encode(projected);
    }
}
