package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import org.bytedeco.opencv.opencv_core.Mat;

/** The EXIF orientation (tag 0x0112): how stored pixels have to be turned to stand upright. */
enum Orientation {
    UPRIGHT(false),
    MIRRORED(false),
    ROTATED_180(false),
    FLIPPED(false),
    TRANSPOSED(true),
    ROTATED_90(true),
    TRANSVERSED(true),
    ROTATED_270(true);

    private final boolean swapsSides;

    Orientation(boolean swapsSides) {
        this.swapsSides = swapsSides;
    }

    /** Returns the orientation of an EXIF value, 1 to 8; any other value means nothing and is taken for upright. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** Tells whether width and height change places. */
    boolean swapsSides() {
        return swapsSides;
    }

    /** Returns the picture upright; the picture itself if it is so already. */
    Mat upright(Mat stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        Mat turned = new Mat();
        switch (this) {
            case UPRIGHT -> throw new IllegalStateException();
            case MIRRORED -> flip(stored, turned, 1);
            case ROTATED_180 -> rotate(stored, turned, ROTATE_180);
            case FLIPPED -> flip(stored, turned, 0);
            case TRANSPOSED -> transpose(stored, turned);
            case ROTATED_90 -> rotate(stored, turned, ROTATE_90_CLOCKWISE);
            case TRANSVERSED -> {
                Mat transposed = new Mat();
                transpose(stored, transposed);
                rotate(transposed, turned, ROTATE_180);
            }
            case ROTATED_270 -> rotate(stored, turned, ROTATE_90_COUNTERCLOCKWISE);
        }
        return turned;
    }
}
