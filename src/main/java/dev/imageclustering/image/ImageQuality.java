package dev.imageclustering.image;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quality of an image by one metric.
 *
 * @param subScores named parts of the score, each in 0..1
 * @param model name and version of what computed it, or null for a score of the Python system
 */
public record ImageQuality(
        double score,
        String metric,
        Map<String, Double> subScores,
        @Nullable String model,
        Instant analyzedAt) {

    public ImageQuality {
        subScores = Map.copyOf(subScores);
    }

    public ImageQuality withScore(double other) {
        return new ImageQuality(other, metric, subScores, model, analyzedAt);
    }

    public ImageQuality withSubScores(Map<String, Double> others) {
        return new ImageQuality(score, metric, others, model, analyzedAt);
    }
}
