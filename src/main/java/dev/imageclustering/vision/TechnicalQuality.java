package dev.imageclustering.vision;

import java.util.List;
import java.util.Map;

/**
 * How good a picture is technically, whatever it shows.
 *
 * <p>Scores order pictures; only their differences within a group mean something. Immutable.
 *
 * @param score the composite, 0 to 100: finite, higher is better; photos lie between about 60 and 90
 * @param subScores the {@link #PARTS} by name, each 0 (worst) to 1 (best)
 */
public record TechnicalQuality(double score, Map<String, Double> subScores) {

    /** What computes it; scores of two versions are never compared. */
    public static final String VERSION = "technical/2";

    /** The names of the parts, the ones that weigh most first; the last two are told and weigh nothing. */
    public static final List<String> PARTS = List.of(
            "artefacts", "resolution", "sharpness", "exposure", "noise", "clipping", "contrast", "colourfulness");

    private static final Map<String, Double> WEIGHTS = Map.of(
            "artefacts", 0.265,
            "resolution", 0.24,
            "sharpness", 0.18,
            "exposure", 0.165,
            "noise", 0.08,
            "clipping", 0.07);

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

    /** Returns what a part weighs in the score, 0 to 1; all together 1. */
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
