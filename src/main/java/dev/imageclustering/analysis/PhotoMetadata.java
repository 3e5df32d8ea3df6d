package dev.imageclustering.analysis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a photo's file says of it, in values that the database can hold; null where it says nothing, or nothing
 * plausible.
 *
 * @param orientation EXIF orientation, 1 to 8
 * @param shotAt the capture time; taken for UTC where the file names no offset
 * @param shotAtOffset the offset from UTC that the file names, such as {@code +02:00}
 * @param latitude degrees, north positive; null exactly when the longitude is
 * @param longitude degrees, east positive
 * @param focalLength such as {@code 4.25mm}
 * @param exposureTime in seconds, such as {@code 1/200} or {@code 2.5}
 * @param tags keywords in the order of the file, none twice; null rather than empty
 * @param rating 0 to 5
 */
record PhotoMetadata(
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
