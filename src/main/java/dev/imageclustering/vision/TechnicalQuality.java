package dev.imageclustering.vision;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How good a picture is technically, whatever it shows.
 *
 * <p>Scores order pictures; only their differences within a group mean something. Immutable.
 *
 * @param score the composite, 0 to 100: finite, higher is better; photos lie between about 60 and 90
 * @param subScores the {@link #PARTS}, and maybe the {@link #FINE_PARTS}, by name, each 0 (worst) to 1 (best)
 */
public record TechnicalQuality(double score, Map<String, Double> subScores) {

    /** What computes it; scores of two versions are never compared. */
    public static final String VERSION = "technical/4";

    /** The names of the parts, the ones that weigh most first; the last two are told and weigh nothing. */
    public static final List<String> PARTS = List.of(
            "artefacts", "exposure", "resolution", "sharpness", "clipping", "noise", "contrast", "colourfulness");

    /**
     * The names of the parts that take a look at the picture in its full size. They are measured of pictures that compete,
     * and count where all of these have them.
     */
    public static final List<String> FINE_PARTS = List.of("detail", "grain");

    private static final Map<String, Double> WEIGHTS = Map.of(
            "resolution", 0.225,
            "exposure", 0.25,
            "artefacts", 0.28,
            "sharpness", 0.12,
            "clipping", 0.075,
            "noise", 0.05,
            "detail", 0.05,
            "grain", 0.03);

    /**
     * @throws IllegalArgumentException if the score is not finite, or a part lies outside 0..1
     */
    public TechnicalQuality {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score must be finite but was " + score);
        }
        subScores = Map.copyOf(subScores);
        subScores.forEach(TechnicalQuality::requireShare);
    }

    /** Returns the quality that has these parts: 100 times their mean by weight, of those that are known. */
    public static TechnicalQuality of(Map<String, Double> parts) {
        double sum = 0;
        double weights = 0;
        // In the order of the lists, not of the map, so that the last bit is the same on every run.
        for (String part : Stream.concat(PARTS.stream(), FINE_PARTS.stream()).toList()) {
            Double value = parts.get(part);
            sum += value == null ? 0 : weight(part) * value;
            weights += value == null ? 0 : weight(part);
        }
        return new TechnicalQuality(weights == 0 ? 0 : 100 * sum / weights, parts);
    }

    /** Whether the quality has the parts that take a look at the picture in its full size. */
    public static boolean isFine(Map<String, Double> parts) {
        return parts.keySet().containsAll(FINE_PARTS);
    }

    /** Returns what a part weighs in the score against the others, 0 to 1; the {@link #PARTS} together 1. */
    public static double weight(String part) {
        return WEIGHTS.getOrDefault(part, 0.0);
    }

    private static void requireShare(String name, double value) {
        // The negated form refuses NaN too.
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("sub-score %s must be in 0..1 but was %s".formatted(name, value));
        }
    }
}
