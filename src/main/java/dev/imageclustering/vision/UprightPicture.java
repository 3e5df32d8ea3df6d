package dev.imageclustering.vision;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A picture as everything is computed from it: small, upright, in sRGB.
 *
 * @param displayedWidth width of the whole picture in pixels, upright
 * @param displayedHeight height of the whole picture in pixels, upright
 * @param bgr 8 bits, 3 channels, up to 2.4 % smaller than asked for; owned by the enclosing pointer scope
 * @param truncated whether the file ended early, so that a part of the picture is blank
 */
record UprightPicture(PictureHeader header, int displayedWidth, int displayedHeight, Mat bgr, boolean truncated) {

    /** Returns the picture with exactly this long side, or its own if it has fewer pixels: it may come a little smaller. */
    Mat sized(int longSide) {
        int wanted = Math.min(longSide, Math.max(displayedWidth, displayedHeight));
        return Shrink.enlarged(bgr, wanted);
    }

    static UprightPicture of(PictureHeader header, Orientation turn, Mat stored, boolean truncated) {
        int width = turn.swapsSides() ? header.height() : header.width();
        int height = turn.swapsSides() ? header.width() : header.height();
        return new UprightPicture(header, width, height, turn.upright(stored), truncated);
    }
}
