package dev.imageclustering.analysis.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.image.ImageQuality;
import dev.imageclustering.image.ImageView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/** The quality of an image by one metric. */
@Schema(name = "Quality")
record QualityResponse(
        @JsonProperty("image_id") int imageId,
        @JsonProperty("quality_score") double qualityScore,
        @JsonProperty("quality_metric") String qualityMetric,
        @JsonProperty("analyzed_at") Instant analyzedAt,
        @JsonProperty("file_name") String fileName,
        @JsonProperty("sub_scores") Map<String, Double> subScores,
        @JsonProperty("higher_is_better") boolean higherIsBetter) {

    static QualityResponse of(ImageView image, ImageQuality quality, boolean higherIsBetter) {
        return new QualityResponse(
                image.id(),
                quality.score(),
                quality.metric(),
                quality.analyzedAt(),
                image.originalFilename(),
                quality.subScores(),
                higherIsBetter);
    }
}
