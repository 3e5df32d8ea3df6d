package dev.imageclustering.vision;

import org.jspecify.annotations.Nullable;

/**
 * What {@link GeometricVerification} found.
 *
 * @param inliers how many places of the one picture lie in the other where one motion of a plane brings them; several in
 *     one cell of 6 x 6 px count once
 * @param mirrored whether the other shows the mirror image
 * @param motion from pixels of the first picture to pixels of the second, both as measured at 512 px; null where there is
 *     none
 * @param corroboration what all keypoints, the unclear ones included, say for that motion against chance, as the
 *     logarithm of a likelihood ratio: chance matches have about 10, and 20 is beyond chance
 */
public record PictureMatch(
        int inliers, boolean mirrored, @Nullable PlaneMotion motion, double corroboration) {

    static final PictureMatch NONE = new PictureMatch(0, false, null, 0);
}
