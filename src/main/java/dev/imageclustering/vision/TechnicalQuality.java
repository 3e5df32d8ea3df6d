package dev.imageclustering.vision;

import java.util.Map;

/**
 * How good a picture is technically, whatever it shows.
 *
 * <p>Scores order pictures; only their differences within a group mean something. Immutable.
 *
 * @param score the composite: finite, higher is better; photos lie between about 15 and 40, any picture above -25
 * @param subScores the parts by name, each 0 (worst) to 1 (best): {@code sharpness}, {@code exposure}, {@code noise},
 *     {@code artefacts} and {@code resolution}
 */
public record TechnicalQuality(double score, Map<String, Double> subScores) {

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

    private static void requireShare(String name, double value) {
        // The negated form refuses NaN too.
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("sub-score %s must be in 0..1 but was %s".formatted(name, value));
        }
    }
}
