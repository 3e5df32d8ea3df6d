package dev.imageclustering.similarity;

import dev.imageclustering.vision.HashOrientation;
import org.jspecify.annotations.Nullable;

/**
 * How alike two images are.
 *
 * @param kind null where they are not alike
 * @param hashDistance the bits of the perceptual hashes that differ in the orientation where they differ least, 0..64
 * @param orientation what makes the first image look like the second
 * @param similarity the cosine of the descriptors, in -1..1; 1 for equal ones
 */
record Likeness(@Nullable Sameness kind, int hashDistance, HashOrientation orientation, double similarity) {

    /**
     * The hashes of the same picture, edited, differ in so few bits; see docs/similarity.md for these thresholds, all of
     * which were measured.
     */
    static final int EDITED = 10;

    /** So few bits alone make a copy likely; the descriptor has only to keep flat pictures and chance apart. */
    private static final int COPIED = 4;

    private static final double NEAR = 0.50;

    /** Less similar images are alike only if they are the same picture. */
    static final double SCENE = 0.40;

    static Likeness of(int hashDistance, HashOrientation orientation, double similarity) {
        return new Likeness(kind(hashDistance, orientation, similarity), hashDistance, orientation, similarity);
    }

    /** Tells whether nothing but the bytes can be different. */
    boolean mayBeIdentical() {
        return hashDistance == 0 && orientation == HashOrientation.UPRIGHT && similarity > 0.999;
    }

    private static @Nullable Sameness kind(int hashDistance, HashOrientation orientation, double similarity) {
        if (similarity >= least(hashDistance, orientation)) {
            return Sameness.SAME;
        }
        if (similarity >= NEAR) {
            return Sameness.NEAR;
        }
        return similarity >= SCENE ? Sameness.SCENE : null;
    }

    /**
     * Returns the similarity from which on pictures are the same; infinite where no similarity makes them so. The
     * descriptor forgives turning in part and mirroring hardly.
     */
    static double least(int hashDistance, HashOrientation orientation) {
        if (hashDistance > EDITED) {
            return Double.POSITIVE_INFINITY;
        }
        boolean copied = hashDistance <= COPIED;
        if (orientation == HashOrientation.UPRIGHT) {
            return copied ? 0.25 : 0.70;
        }
        if (orientation.mirrors()) {
            return copied ? 0.12 : 0.20;
        }
        return copied ? 0.25 : 0.45;
    }
}
