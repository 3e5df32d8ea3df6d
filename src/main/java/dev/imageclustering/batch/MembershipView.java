package dev.imageclustering.batch;

import dev.imageclustering.image.ImageView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image in a batch.
 *
 * @param probability how firmly the image belongs to its group, in 0..1
 * @param outlierScore how much of an outlier the image is, in 0..1
 */
public record MembershipView(
        int batchId,
        ImageView image,
        @Nullable String groupLabel,
        @Nullable Integer qualityRank,
        @Nullable Instant rankedAt,
        @Nullable String rankingMetric,
        @Nullable Double probability,
        @Nullable Double outlierScore) {

    static final String SELECT = "new dev.imageclustering.batch.MembershipView(a.id.batchId, "
            + ImageView.SELECT
            + ", a.groupLabel, a.qualityRank, a.rankedAt, a.rankingMetric, a.probability, a.outlierScore)";
}
