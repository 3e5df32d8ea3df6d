package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Luma less its local mean, over its local deviation plus one grey level, both under a Gaussian of 7 x 7 pixels and width
 * 7/6; and that deviation.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NormalisedLuma(int width, float[] values, float[] deviations) {

    private static final double WIDTH = 7.0 / 6;

    /** O(pixels), about 30 bytes a pixel; what is made on the way belongs to the enclosing scope. */
    static NormalisedLuma of(Mat bgr) {
        Mat grey = new Mat();
        cvtColor(bgr, grey, COLOR_BGR2GRAY);
        Mat luma = new Mat();
        grey.convertTo(luma, CV_32F);
        Mat squares = new Mat();
        multiply(luma, luma, squares);
        float[] values = floats(luma);
        float[] means = floats(smoothed(luma));
        float[] deviations = floats(smoothed(squares));
        for (int i = 0; i < values.length; i++) {
            float deviation = (float) Math.sqrt(Math.max(deviations[i] - means[i] * means[i], 0));
            deviations[i] = deviation;
            values[i] = (values[i] - means[i]) / (deviation + 1);
        }
        return new NormalisedLuma(bgr.cols(), values, deviations);
    }

    double[] patch(int left, int top, int side) {
        double[] patch = new double[side * side];
        for (int i = 0; i < patch.length; i++) {
            patch[i] = values[(top + i / side) * width + left + i % side];
        }
        return patch;
    }

    double meanDeviation(int left, int top, int side) {
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            sum += deviations[(top + i / side) * width + left + i % side];
        }
        return sum / (side * side);
    }

    private static Mat smoothed(Mat picture) {
        Mat out = new Mat();
        GaussianBlur(picture, out, new Size(7, 7), WIDTH, WIDTH, BORDER_REPLICATE, 0);
        return out;
    }

    private static float[] floats(Mat picture) {
        float[] values = new float[picture.cols() * picture.rows()];
        FloatBuffer buffer = picture.createBuffer();
        buffer.get(values);
        return values;
    }
}
