package dev.imageclustering.image;

import java.time.Instant;
import java.util.Map;

/**
 * The quality of an image by one metric.
 *
 * @param subScores named parts of the score, each in 0..1
 */
public record ImageQuality(double score, String metric, Map<String, Double> subScores, Instant analyzedAt) {

    public ImageQuality {
        subScores = Map.copyOf(subScores);
    }
}
