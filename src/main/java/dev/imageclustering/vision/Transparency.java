package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/** Lays what is transparent on white. */
final class Transparency {

    private Transparency() {}

    /** Returns colour laid over white, all of them 0 to 255; the colour is not premultiplied. */
    static int onWhite(int colour, int alpha) {
        return (colour * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    /** Returns a picture of 1, 3 or 4 channels of 8 bits as BGR. */
    static Mat onWhite(Mat picture) {
        if (picture.depth() != CV_8U) {
            throw new IllegalArgumentException("picture must have 8 bits a channel but has depth " + picture.depth());
        }
        return switch (picture.channels()) {
            case 3 -> picture;
            case 4 -> blended(picture);
            default -> {
                Mat bgr = new Mat();
                cvtColor(picture, bgr, COLOR_GRAY2BGR);
                yield bgr;
            }
        };
    }

    private static Mat blended(Mat bgra) {
        int width = bgra.cols();
        byte[] from = new byte[4 * width];
        byte[] to = new byte[3 * width];
        Mat bgr = new Mat(bgra.rows(), width, CV_8UC3);
        for (int y = 0; y < bgra.rows(); y++) {
            bgra.ptr(y).get(from);
            for (int x = 0; x < width; x++) {
                int alpha = from[4 * x + 3] & 0xFF;
                for (int channel = 0; channel < 3; channel++) {
                    to[3 * x + channel] = (byte) onWhite(from[4 * x + channel] & 0xFF, alpha);
                }
            }
            bgr.ptr(y).put(to);
        }
        bgra.close();
        return bgr;
    }
}
