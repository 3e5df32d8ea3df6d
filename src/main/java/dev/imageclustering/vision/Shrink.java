package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Makes pictures smaller, whatever decoder they come from, in one way: how sharp a picture looks depends on how it was
 * shrunk. It is halved by averaging 2 x 2 pixels while it is at least twice too large, then brought to its size by linear
 * interpolation, which at less than a factor of two leaves no pixel out. O(pixels). What is made on the way belongs to the
 * enclosing pointer scope.
 */
final class Shrink {

    private Shrink() {}

    /** Returns the picture with this long side in pixels, the aspect kept; the picture itself if it is not larger. */
    static Mat toLongSide(Mat picture, int longSide) {
        int width = picture.cols();
        int height = picture.rows();
        int present = Math.max(width, height);
        if (present <= longSide) {
            return picture;
        }
        double scale = (double) longSide / present;
        return toSize(picture, scaled(width, scale), scaled(height, scale));
    }

    /** Returns the picture enlarged a little to this long side; the picture itself if it is not smaller. */
    static Mat enlarged(Mat picture, int longSide) {
        int present = Math.max(picture.cols(), picture.rows());
        if (present >= longSide) {
            return picture;
        }
        double scale = (double) longSide / present;
        Mat result = new Mat();
        Size size = new Size(scaled(picture.cols(), scale), scaled(picture.rows(), scale));
        resize(picture, result, size, 0, 0, INTER_LINEAR);
        return result;
    }

    /** Returns a side in pixels after scaling; no side vanishes. */
    static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    private static Mat toSize(Mat picture, int width, int height) {
        Mat current = picture;
        while (current.cols() >= 2 * width && current.rows() >= 2 * height) {
            current = halved(current);
        }
        if (current.cols() == width && current.rows() == height) {
            return current;
        }
        Mat result = new Mat();
        // A picture only a few pixels high cannot be halved any further, however long it is.
        boolean linear = current.cols() <= 2 * width && current.rows() <= 2 * height;
        resize(current, result, new Size(width, height), 0, 0, linear ? INTER_LINEAR : INTER_AREA);
        return result;
    }

    /** Averages 2 x 2 pixels. An odd last row or column is left out: a fraction would make this several times slower. */
    private static Mat halved(Mat picture) {
        int width = picture.cols() / 2;
        int height = picture.rows() / 2;
        Mat half = new Mat();
        try (Mat even = picture.apply(new Rect(0, 0, 2 * width, 2 * height))) {
            resize(even, half, new Size(width, height), 0, 0, INTER_AREA);
        }
        return half;
    }
}
