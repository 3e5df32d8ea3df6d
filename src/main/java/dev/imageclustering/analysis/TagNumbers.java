package dev.imageclustering.analysis;

import com.drew.lang.Rational;
import com.drew.metadata.StringValue;
import java.lang.reflect.Array;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The numbers of a tag, in whatever type a writer chose for them. */
final class TagNumbers {

    private TagNumbers() {}

    static double[] all(@Nullable Object value) {
        if (value == null) {
            return new double[0];
        }
        if (!value.getClass().isArray()) {
            return new double[] {one(value)};
        }
        return IntStream.range(0, Array.getLength(value))
                .mapToDouble(i -> one(Array.get(value, i)))
                .toArray();
    }

    static double first(@Nullable Object value) {
        double[] all = all(value);
        return all.length == 0 ? Double.NaN : all[0];
    }

    /** Parses a decimal number or a fraction such as {@code 28/10}; NaN for anything else. */
    static double parse(@Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        String[] parts = text.strip().split("/", 3);
        try {
            return switch (parts.length) {
                case 1 -> Double.parseDouble(parts[0]);
                case 2 -> divide(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
                default -> Double.NaN;
            };
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }

    private static double one(@Nullable Object value) {
        return switch (value) {
            case Rational fraction -> divide((double) fraction.getNumerator(), (double) fraction.getDenominator());
            case Number number -> number.doubleValue();
            case StringValue text -> parse(MetadataText.decode(text.getBytes()));
            case null, default -> Double.NaN;
        };
    }

    /** Nothing divided by nothing is unknown, and so is anything else that is divided by it. */
    private static double divide(double numerator, double denominator) {
        return denominator == 0 ? Double.NaN : numerator / denominator;
    }
}
