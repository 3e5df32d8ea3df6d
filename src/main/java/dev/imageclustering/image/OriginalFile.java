package dev.imageclustering.image;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The stored file of an image.
 *
 * @param orientation EXIF orientation as far as it is known
 */
public record OriginalFile(
        ImageView image, Path path, @Nullable Integer orientation) {}
