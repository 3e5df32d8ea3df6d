package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a picture goes into an ONNX image encoder and which vector comes out, as the properties file beside the model says.
 *
 * @param output the name of the output, or its number from 0
 * @param pooling what becomes of an output with more than one vector for a picture
 * @param unitLength whether vectors are brought to the Euclidean length 1
 * @param canonical all that was set, in one order
 */
record EncoderSettings(ModelInput input, String output, Pooling pooling, boolean unitLength, String canonical) {

    /** How one vector is made of what the model answers with for a picture. */
    enum Pooling {
        /** It is one vector. */
        NONE,
        /** It is the first of a sequence. */
        CLS,
        /** It is the mean of a sequence, or of all places of a map. */
        MEAN
    }

    private static final String PRESET = "preset";
    private static final String IMAGENET_MEAN = "0.485,0.456,0.406";
    private static final String IMAGENET_STD = "0.229,0.224,0.225";

    private static final Map<String, Map<String, String>> PRESETS = new TreeMap<>(Map.of(
            "clip",
            Map.of(
                    "size", "224",
                    "resize", "crop",
                    "mean", "0.48145466,0.4578275,0.40821073",
                    "std", "0.26862954,0.26130258,0.27577711",
                    "output", "image_embeds"),
            "siglip",
            Map.of("size", "224", "resize", "stretch", "mean", "0.5", "std", "0.5", "output", "pooler_output"),
            "dinov2",
            Map.of(
                    "size", "224",
                    "resize", "crop",
                    "crop_from", "256",
                    "mean", IMAGENET_MEAN,
                    "std", IMAGENET_STD,
                    "output", "last_hidden_state",
                    "pooling", "cls"),
            "dinov3",
            Map.of(
                    "size", "224",
                    "resize", "stretch",
                    "mean", IMAGENET_MEAN,
                    "std", IMAGENET_STD,
                    "output", "last_hidden_state",
                    "pooling", "cls"),
            "resnet50",
            Map.of(
                    "size", "224",
                    "resize", "crop",
                    "crop_from", "256",
                    "mean", IMAGENET_MEAN,
                    "std", IMAGENET_STD,
                    "output", "0")));

    /**
     * Reads a file of the keys of {@link ModelInput}, {@code output} (a name, or a number from 0), {@code pooling} (none,
     * cls, mean), {@code normalisation} (l2, none) and {@code preset} (clip, siglip, dinov2, dinov3, resnet50), whose
     * values hold where a key is not given.
     *
     * @throws IllegalArgumentException if a key or a value is not one of these; the message names it
     */
    static EncoderSettings read(Path file) throws IOException {
        Set<String> known = new HashSet<>(ModelInput.KEYS);
        known.addAll(Set.of(ModelInput.CROP_FROM, "output", "pooling", "normalisation", PRESET));
        ModelProperties own = ModelProperties.read(file, known);
        ModelProperties properties = own.over(preset(own.text(PRESET, "").toLowerCase(Locale.ROOT)));
        return new EncoderSettings(
                ModelInput.of(properties),
                properties.text("output", "0"),
                Pooling.valueOf(
                        properties.choice("pooling", "none", "cls", "mean").toUpperCase(Locale.ROOT)),
                properties.choice("normalisation", "l2", "none").equals("l2"),
                properties.canonical());
    }

    private static Map<String, String> preset(String name) {
        Map<String, String> preset = name.isEmpty() ? Map.of() : PRESETS.get(name);
        if (preset == null) {
            throw new IllegalArgumentException(
                    "%s must be one of %s but is %s".formatted(PRESET, String.join(", ", PRESETS.keySet()), name));
        }
        return preset;
    }
}
