package dev.imageclustering.image;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a photo's file says of it.
 *
 * @param width in pixels, as displayed (the orientation applied)
 * @param height in pixels, as displayed
 * @param orientation EXIF orientation, 1 to 8
 * @param shotAt the capture time; taken for UTC where the file names no offset
 * @param shotAtOffset the offset from UTC that the file names, such as {@code +02:00}; null where it names none
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param focalLength such as {@code 4.25mm}
 * @param exposureTime in seconds, such as {@code 1/200} or {@code 2.5}
 */
public record ImageMetadata(
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer orientation,
        @Nullable Instant shotAt,
        @Nullable String shotAtOffset,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String cameraMake,
        @Nullable String cameraModel,
        @Nullable String focalLength,
        @Nullable Double fNumber,
        @Nullable String exposureTime,
        @Nullable Integer iso,
        @Nullable String caption,
        @Nullable List<String> tags,
        @Nullable Integer rating) {}
