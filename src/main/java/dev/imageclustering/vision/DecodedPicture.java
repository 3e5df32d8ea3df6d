package dev.imageclustering.vision;

import java.awt.color.ICC_Profile;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a picture as stored: neither turned upright nor converted to sRGB.
 *
 * @param bgr 8 bits, 3 channels, what was transparent is white; owned by the enclosing pointer scope
 * @param profile what the colours mean, null for sRGB
 * @param truncated whether the file ended early, so that a part of the picture is blank
 */
record DecodedPicture(Mat bgr, @Nullable ICC_Profile profile, boolean truncated) {

    DecodedPicture with(Mat otherBgr) {
        return new DecodedPicture(otherBgr, profile, truncated);
    }
}
