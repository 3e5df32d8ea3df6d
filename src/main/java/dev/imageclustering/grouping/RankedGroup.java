package dev.imageclustering.grouping;

import dev.imageclustering.analysis.QualityMetric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group as it was ranked, each image measured against the best.
 *
 * @param images the best first; those without a rank come last
 */
public record RankedGroup(
        QualityMetric metric,
        boolean higherIsBetter,
        @Nullable Instant rankedAt,
        List<RankedImage> images) {

    /**
     * An image of a ranked group.
     *
     * @param score by the metric of the ranking; null if it is missing, or out of date since
     * @param difference the score less that of the best image
     * @param reason why it has its rank, in one line
     * @param keep whether it is the one to keep
     * @param subScores named parts of the technical quality, each in 0..1; empty where it was not computed
     */
    public record RankedImage(
            int imageId,
            String fileName,
            @Nullable Integer rank,
            @Nullable Double score,
            @Nullable Double difference,
            String reason,
            boolean keep,
            Map<String, Double> subScores) {}
}
