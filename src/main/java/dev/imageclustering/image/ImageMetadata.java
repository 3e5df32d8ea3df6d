package dev.imageclustering.image;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a photo's file says of it, in values that the database can hold; null where it says nothing, or nothing
 * plausible.
 *
 * @param width in pixels, as displayed (the orientation applied); null until the picture is decoded
 * @param height in pixels, as displayed; null until the picture is decoded
 * @param orientation EXIF orientation, 1 to 8
 * @param shotAt the capture time; taken for UTC where the file names no offset
 * @param shotAtOffset the offset from UTC that the file names, such as {@code +02:00}; null where it names none
 * @param latitude degrees, north positive; null exactly when the longitude is
 * @param longitude degrees, east positive
 * @param focalLength such as {@code 4.25mm}
 * @param exposureTime in seconds, such as {@code 1/200} or {@code 2.5}
 * @param tags keywords in the order of the file, none twice; null rather than empty
 * @param rating 0 to 5
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
        @Nullable Integer rating) {

    /** Returns the same with the size of the picture as displayed. */
    public ImageMetadata displayed(int displayedWidth, int displayedHeight) {
        return new ImageMetadata(
                displayedWidth,
                displayedHeight,
                orientation,
                shotAt,
                shotAtOffset,
                latitude,
                longitude,
                cameraMake,
                cameraModel,
                focalLength,
                fNumber,
                exposureTime,
                iso,
                caption,
                tags,
                rating);
    }
}
