package dev.imageclustering.image.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.image.AnalysisState;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.image.UploadOutcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An image, or the outcome of uploading one. */
@Schema(name = "Image")
public record ImageResponse(
        @Nullable Integer id,
        @Nullable String filename,
        @JsonProperty("original_filename") String originalFilename,
        @JsonProperty("file_path") @Nullable String filePath,
        @JsonProperty("has_thumbnail") boolean hasThumbnail,
        @JsonProperty("is_duplicate") boolean isDuplicate,
        @Nullable String message,
        @JsonProperty("quality_score") @Nullable Double qualityScore,
        @JsonProperty("quality_metric") @Nullable String qualityMetric,
        @JsonProperty("image_hash") @Nullable String imageHash,
        @JsonProperty("file_size") @Nullable Long fileSize,
        @JsonProperty("mime_type") @Nullable String mimeType,
        @Nullable Integer width,
        @Nullable Integer height,
        @JsonProperty("shot_at") @Nullable Instant shotAt,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("analysis_state") @Nullable AnalysisState analysisState,
        @JsonProperty("analysis_failure") @Nullable String analysisFailure,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Outcome outcome,

        @JsonProperty("error_code") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String errorCode) {

    /** What became of an uploaded file. */
    public enum Outcome {
        @JsonProperty("stored")
        STORED,
        @JsonProperty("duplicate")
        DUPLICATE,
        @JsonProperty("rejected")
        REJECTED
    }

    public static ImageResponse of(ImageView image) {
        return of(image, null, null);
    }

    public static ImageResponse of(UploadOutcome outcome) {
        return switch (outcome) {
            case UploadOutcome.Stored(ImageView image) -> of(image, null, Outcome.STORED);
            case UploadOutcome.Duplicate(ImageView existing) ->
                of(existing, "Duplicate of existing image ID: " + existing.id(), Outcome.DUPLICATE);
            case UploadOutcome.Rejected rejected -> rejected(rejected);
        };
    }

    private static ImageResponse of(ImageView image, @Nullable String message, @Nullable Outcome outcome) {
        return new ImageResponse(
                image.id(),
                image.filename(),
                image.originalFilename(),
                image.filePath(),
                Boolean.TRUE.equals(image.hasThumbnail()),
                outcome == Outcome.DUPLICATE,
                message,
                image.qualityScore(),
                image.qualityMetric(),
                image.imageHash(),
                image.fileSize(),
                image.mimeType(),
                image.width(),
                image.height(),
                image.shotAt(),
                image.createdAt(),
                image.analysisState(),
                image.analysisFailure(),
                outcome,
                null);
    }

    private static ImageResponse rejected(UploadOutcome.Rejected rejected) {
        return new ImageResponse(
                null,
                null,
                rejected.originalFilename(),
                null,
                false,
                false,
                rejected.reason(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Outcome.REJECTED,
                rejected.code());
    }
}
