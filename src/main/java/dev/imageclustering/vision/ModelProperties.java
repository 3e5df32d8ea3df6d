package dev.imageclustering.vision;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The properties file beside a model that the operator provides. Each wrong value is refused by its key. */
final class ModelProperties {

    private static final int MOST_PIXELS_ON_A_SIDE = 4096;

    private final Map<String, String> values;

    private ModelProperties(Map<String, String> values) {
        this.values = values;
    }

    /** Returns the file that belongs to a model: of the same name, in the same folder. */
    static Path beside(Path model) {
        return model.resolveSibling(stem(model) + ".properties");
    }

    /** Returns the name of a model's file without its ending. */
    static String stem(Path model) {
        return model.getFileName().toString().replaceFirst("\\.onnx$", "");
    }

    /** Throws IllegalArgumentException if there is a key that is not known. */
    static ModelProperties read(Path file, Set<String> known) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown keys %s; known are %s".formatted(unknown, new TreeSet<>(known)));
        }
        Map<String, String> values = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(key, properties.getProperty(key).trim()));
        return new ModelProperties(values);
    }

    /** Returns these, and the others where a key is not given here. */
    ModelProperties over(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.putAll(values);
        return new ModelProperties(all);
    }

    String text(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    /** Returns one of the choices, in lower case; the first of them where the key is not given. */
    String choice(String key, String... choices) {
        String value = text(key, choices[0]).toLowerCase(Locale.ROOT);
        if (!Arrays.asList(choices).contains(value)) {
            throw new IllegalArgumentException(
                    "%s must be one of %s but is %s".formatted(key, String.join(", ", choices), value));
        }
        return value;
    }

    /** Returns the width and the height of a value such as 224 or 384x288. */
    int[] size(String key) {
        String text = text(key, "missing");
        String[] sides = text.toLowerCase(Locale.ROOT).split("x", -1);
        try {
            int width = Integer.parseInt(sides[0].trim());
            int height = sides.length == 1 ? width : Integer.parseInt(sides[1].trim());
            if (sides.length <= 2 && Math.min(width, height) >= 1 && Math.max(width, height) <= MOST_PIXELS_ON_A_SIDE) {
                return new int[] {width, height};
            }
        } catch (NumberFormatException noNumber) {
            throw wrong(key, text, noNumber);
        }
        throw wrong(key, text, null);
    }

    /** Returns a number for each channel: the one that is given, or the three. */
    double[] channels(String key, double otherwise, boolean zeroToo) {
        String text = text(key, Double.toString(otherwise));
        try {
            double[] numbers = Arrays.stream(text.split(",", -1))
                    .mapToDouble(number -> Double.parseDouble(number.trim()))
                    .toArray();
            boolean usable =
                    Arrays.stream(numbers).allMatch(number -> Double.isFinite(number) && (number != 0 || zeroToo));
            if (usable && numbers.length == 1) {
                return new double[] {numbers[0], numbers[0], numbers[0]};
            }
            if (usable && numbers.length == 3) {
                return numbers;
            }
        } catch (NumberFormatException noNumber) {
            throw wrong(key, text, noNumber);
        }
        throw wrong(key, text, null);
    }

    static IllegalArgumentException wrong(String key, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("%s is not usable: %s".formatted(key, text), cause);
    }

    /** Returns all keys and values in one order, whatever that of the file and its comments. */
    String canonical() {
        return new TreeMap<>(values).toString();
    }
}
