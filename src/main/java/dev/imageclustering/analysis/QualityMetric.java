package dev.imageclustering.analysis;

import dev.imageclustering.shared.InvalidRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The metrics that a picture's quality is measured by. */
public enum QualityMetric {
    /** The built-in composite of sharpness, exposure, noise, artefacts and resolution. */
    TECHNICAL(true);

    private final boolean higherIsBetter;

    QualityMetric(boolean higherIsBetter) {
        this.higherIsBetter = higherIsBetter;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the metric of the name, whatever its case. */
    public static QualityMetric named(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.label().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "metric",
                        "Unknown quality metric '%s'; known are: %s"
                                .formatted(
                                        name,
                                        Arrays.stream(values())
                                                .map(QualityMetric::label)
                                                .collect(Collectors.joining(", ")))));
    }

    /** Tells whether the label, from the database, is of a metric of which less is better. */
    public static boolean higherIsBetter(String label) {
        return Arrays.stream(values())
                .filter(metric -> metric.label().equals(label))
                .allMatch(QualityMetric::higherIsBetter);
    }
}
