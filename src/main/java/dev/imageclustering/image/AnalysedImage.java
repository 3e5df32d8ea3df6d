package dev.imageclustering.image;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is computed for one image after its upload.
 *
 * @param mimeType the type that the content of the file has
 * @param perceptualHash the 64 bits of the perceptual hash
 * @param reservation what is wrong with the picture all the same, for a person; such as a truncated file
 */
public record AnalysedImage(
        String mimeType,
        ImageMetadata metadata,
        long perceptualHash,
        FeatureVector features,
        ImageQuality quality,
        @Nullable String reservation) {}
