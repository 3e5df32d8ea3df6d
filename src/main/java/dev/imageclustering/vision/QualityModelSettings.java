package dev.imageclustering.vision;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a picture goes into an ONNX quality model and what comes out, as the properties file beside the model says.
 *
 * @param width of the input in pixels
 * @param height of the input in pixels
 * @param resize how the picture gets that size
 * @param mean taken off each channel, in the order of the channels
 * @param deviation that each channel is divided by afterwards
 * @param channelsFirst whether the layout is NCHW, else NHWC
 * @param rgb whether red is the first channel, else blue
 * @param scale that 8-bit values are multiplied by first: 1/255 or 1
 * @param higherIsBetter which way the scores run
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, nor written to
record QualityModelSettings(
        int width,
        int height,
        Resize resize,
        double[] mean,
        double[] deviation,
        boolean channelsFirst,
        boolean rgb,
        double scale,
        boolean higherIsBetter) {

    /** How a picture is brought to the input size. */
    enum Resize {
        /** Both sides on their own; the aspect is lost. */
        STRETCH,
        /** The smaller side, then what is over is cut off on both ends. */
        CROP,
        /** The larger side, then black is added on both ends. */
        PAD
    }

    private static final int MOST_PIXELS_ON_A_SIDE = 4096;
    private static final Set<String> KNOWN =
            Set.of("size", "resize", "mean", "std", "layout", "channels", "range", "direction");

    /**
     * Reads a file of the keys {@code size} (224 or 384x288), {@code resize} (stretch, crop, pad), {@code mean} and
     * {@code std} (one number or three), {@code layout} (NCHW, NHWC), {@code channels} (RGB, BGR), {@code range} (1 or 255:
     * what white is) and {@code direction} (higher, lower); all but the size have a default, the first of those named.
     *
     * @throws IllegalArgumentException if a key or a value is not one of these; the message names it
     */
    static QualityModelSettings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown keys %s; known are %s".formatted(unknown, new TreeSet<>(KNOWN)));
        }
        int[] size = size(properties.getProperty("size", "missing"));
        return new QualityModelSettings(
                size[0],
                size[1],
                Resize.valueOf(
                        choice(properties, "resize", "stretch", "crop", "pad").toUpperCase(Locale.ROOT)),
                numbers("mean", properties.getProperty("mean", "0")),
                numbers("std", properties.getProperty("std", "1")),
                choice(properties, "layout", "nchw", "nhwc").equals("nchw"),
                choice(properties, "channels", "rgb", "bgr").equals("rgb"),
                choice(properties, "range", "1", "255").equals("1") ? 1.0 / 255 : 1,
                choice(properties, "direction", "higher", "lower").equals("higher"));
    }

    private static String choice(Properties properties, String key, String... choices) {
        String value = properties.getProperty(key, choices[0]).trim().toLowerCase(Locale.ROOT);
        if (!Arrays.asList(choices).contains(value)) {
            throw new IllegalArgumentException(
                    "%s must be one of %s but is %s".formatted(key, String.join(", ", choices), value));
        }
        return value;
    }

    private static int[] size(String text) {
        String[] sides = text.trim().toLowerCase(Locale.ROOT).split("x", -1);
        try {
            int width = Integer.parseInt(sides[0].trim());
            int height = sides.length == 1 ? width : Integer.parseInt(sides[1].trim());
            if (sides.length <= 2 && Math.min(width, height) >= 1 && Math.max(width, height) <= MOST_PIXELS_ON_A_SIDE) {
                return new int[] {width, height};
            }
        } catch (NumberFormatException noNumber) {
            throw wrong("size", text, noNumber);
        }
        throw wrong("size", text, null);
    }

    private static double[] numbers(String key, String text) {
        try {
            double[] numbers = Arrays.stream(text.split(",", -1))
                    .mapToDouble(number -> Double.parseDouble(number.trim()))
                    .toArray();
            boolean usable = Arrays.stream(numbers)
                    .allMatch(number -> Double.isFinite(number) && (number != 0 || key.equals("mean")));
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

    private static IllegalArgumentException wrong(String key, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException("%s is not usable: %s".formatted(key, text), cause);
    }
}
