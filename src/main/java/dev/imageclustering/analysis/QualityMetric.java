package dev.imageclustering.analysis;

import dev.imageclustering.shared.InvalidRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The metrics that a picture's quality is measured by; {@code docs/quality.md} says more of each. */
public enum QualityMetric {
    /** The built-in composite of sharpness, exposure, noise, artefacts and resolution, 0 to 100. */
    TECHNICAL("technical", true),
    /** Perception-based, 0 to 100. */
    PIQE("piqe", false),
    /** Learned from spoilt pictures that people judged, 0 to 100. */
    BRISQUE("brisque", false),
    /** Distance from the statistics of natural scenes, 0 to 100. */
    NIQE("niqe", false),
    /** A transformer over several sizes of the picture, 0 to 100; needs a model. */
    MUSIQ("musiq", true),
    /** How near the picture is to the words "good photo", 0 to 1; needs a model. */
    CLIPIQA_PLUS("clipiqa+", true),
    /** A small convolutional network; needs a model. */
    CNNIQA("cnniqa", true),
    /** Vision and language together, 1 to 5; needs a model. */
    LIQE("liqe", true);

    private final String label;
    private final boolean higherIsBetter;

    QualityMetric(String label, boolean higherIsBetter) {
        this.label = label;
        this.higherIsBetter = higherIsBetter;
    }

    /** Tells which way the metric runs as its authors define it; {@link QualityMetrics} knows of a model's own way. */
    boolean higherIsBetter() {
        return higherIsBetter;
    }

    public String label() {
        return label;
    }

    /** Returns the metric of the name, whatever its case; throws {@link InvalidRequest} if there is none. */
    public static QualityMetric named(String name) {
        // A plus in a query that nobody encoded arrives as a space.
        return find(name.endsWith(" ") ? name.strip() + "+" : name)
                .orElseThrow(() -> new InvalidRequest(
                        "metric", "Unknown quality metric '%s'; known are: %s".formatted(name, labels())));
    }

    public static Optional<QualityMetric> find(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.label.equalsIgnoreCase(name))
                .findFirst();
    }

    private static String labels() {
        return Arrays.stream(values()).map(QualityMetric::label).collect(Collectors.joining(", "));
    }
}
