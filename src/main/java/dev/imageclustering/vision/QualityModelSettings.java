package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * How a picture goes into an ONNX quality model and what comes out, as the properties file beside the model says.
 *
 * @param higherIsBetter which way the scores run
 */
record QualityModelSettings(ModelInput input, boolean higherIsBetter) {

    private static final String DIRECTION = "direction";

    /**
     * Reads a file of the keys of {@link ModelInput} and {@code direction} (higher, lower).
     *
     * @throws IllegalArgumentException if a key or a value is not one of these; the message names it
     */
    static QualityModelSettings read(Path file) throws IOException {
        Set<String> known = new HashSet<>(ModelInput.KEYS);
        known.add(DIRECTION);
        ModelProperties properties = ModelProperties.read(file, known);
        return new QualityModelSettings(
                ModelInput.of(properties),
                properties.choice(DIRECTION, "higher", "lower").equals("higher"));
    }
}
