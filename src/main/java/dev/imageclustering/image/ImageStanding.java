package dev.imageclustering.image;

import org.jspecify.annotations.Nullable;

/**
 * What decides which of several copies of a picture is the one to keep.
 *
 * @param quality the score by the metric that was asked for; null where there is none
 * @param qualityModel name and version of what computed it, or null for a score of the Python system; scores of two do
 *     not compare
 * @param width in pixels, as displayed
 * @param fileSize in bytes
 */
public record ImageStanding(
        int id,
        @Nullable Double quality,
        @Nullable String qualityModel,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long fileSize) {

    static final String SELECT =
            "new dev.imageclustering.image.ImageStanding(i.id, q.score, q.model," + " i.width, i.height, i.fileSize)";

    /** Returns the number of pixels, 0 where the size is not known. */
    public long pixels() {
        return width == null || height == null ? 0 : (long) width * height;
    }
}
