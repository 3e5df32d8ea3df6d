package dev.imageclustering.analysis.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.image.ImageMetadata;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a photo's file says of it. */
@Schema(name = "Metadata")
record MetadataResponse(
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer orientation,
        @JsonProperty("shot_at") @Nullable Instant shotAt,

        @JsonProperty("shot_at_offset")
        @Schema(
                description = "The offset from UTC that the file names; null where it names none, and shot_at"
                        + " takes the camera's clock for UTC")
        @Nullable
        String shotAtOffset,

        @Nullable Double latitude,
        @Nullable Double longitude,
        @JsonProperty("camera_make") @Nullable String cameraMake,
        @JsonProperty("camera_model") @Nullable String cameraModel,
        @JsonProperty("focal_length") @Nullable String focalLength,
        @JsonProperty("f_number") @Nullable Double fNumber,
        @JsonProperty("exposure_time") @Nullable String exposureTime,
        @Nullable Integer iso,
        @Nullable String caption,
        @Nullable List<String> tags,
        @Nullable Integer rating) {

    static MetadataResponse of(ImageMetadata metadata) {
        return new MetadataResponse(
                metadata.width(),
                metadata.height(),
                metadata.orientation(),
                metadata.shotAt(),
                metadata.shotAtOffset(),
                metadata.latitude(),
                metadata.longitude(),
                metadata.cameraMake(),
                metadata.cameraModel(),
                metadata.focalLength(),
                metadata.fNumber(),
                metadata.exposureTime(),
                metadata.iso(),
                metadata.caption(),
                metadata.tags(),
                metadata.rating());
    }
}
