package dev.imageclustering.similarity;

import dev.imageclustering.image.ImageView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An image that is like another.
 *
 * @param hashDistance the bits of the perceptual hashes that differ in the orientation where they differ least, 0..64
 * @param similarity the cosine of the descriptors, in -1..1; 1 for equal ones
 * @param orientation how the other image has to be turned to look like this one; null unless it is the same picture
 */
public record SimilarImage(
        ImageView image,
        Sameness kind,
        int hashDistance,
        double similarity,
        @Nullable String orientation) {

    static SimilarImage of(ImageView image, Sameness kind, Likeness likeness) {
        return new SimilarImage(
                image,
                kind,
                likeness.hashDistance(),
                likeness.similarity(),
                kind.compareTo(Sameness.SAME) <= 0
                        ? likeness.orientation().name().toLowerCase(Locale.ROOT)
                        : null);
    }
}
