package dev.imageclustering.image;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of an image lie and when it was taken.
 *
 * @param imageHash what its derived files go by
 * @param shotAt null where its metadata do not tell
 */
public record ImageCapture(
        int id, String imageHash, @Nullable Instant shotAt) {

    static final String SELECT = "new dev.imageclustering.image.ImageCapture(i.id, i.imageHash, i.shotAt)";
}
