package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The distance between two vectors. */
public enum Metric {
    /**
     * {@code 1 - cos}, computed as half the squared Euclidean distance of the unit vectors: {@code [0, 2]}, 0 for equal
     * directions. A zero vector has no direction; it is at distance 1 from everything, another zero vector included.
     */
    COSINE,

    /** The length of the difference. */
    EUCLIDEAN,

    /** The sum of the absolute differences. */
    MANHATTAN;

    /** Returns the name that the outside world uses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the metric of that {@linkplain #label() label}. */
    public static Optional<Metric> named(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label().equals(label))
                .findFirst();
    }
}
