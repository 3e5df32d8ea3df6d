package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_16SC3;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.randn;
import static org.bytedeco.opencv.global.opencv_core.theRNG;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Ways to spoil a picture, each in five grades, the mildest first. The last three only look like a gain. */
enum Degradation {
    /** A disc of that radius in pixels, as of a lens out of focus. */
    DEFOCUS(1, 1.5, 2.5, 4, 7) {
        @Override
        Mat apply(Mat bgr, double radius) {
            return filtered(bgr, (int) Math.ceil(radius), (x, y) -> Math.clamp(radius + 0.5 - Math.hypot(x, y), 0, 1));
        }
    },
    /** Gaussian blur of that deviation in pixels. */
    BLUR(0.7, 1, 2, 3, 4) {
        @Override
        Mat apply(Mat bgr, double sigma) {
            Mat out = new Mat();
            GaussianBlur(bgr, out, new Size(0, 0), sigma);
            return out;
        }
    },
    /** Camera shake over that many pixels, in a direction that turns with the length. */
    MOTION(3, 6, 10, 16, 25) {
        @Override
        Mat apply(Mat bgr, double length) {
            double cos = Math.cos(0.7 * length);
            double sin = Math.sin(0.7 * length);
            return filtered(bgr, (int) Math.ceil(length / 2), (x, y) -> {
                double along = Math.abs(x * cos + y * sin);
                double across = Math.abs(y * cos - x * sin);
                return Math.clamp(length / 2 + 0.5 - along, 0, 1) * Math.clamp(1 - across, 0, 1);
            });
        }
    },
    /** White noise of that deviation, independent in each channel, from a fixed seed. */
    NOISE(4, 8, 14, 22, 32) {
        @Override
        Mat apply(Mat bgr, double deviation) {
            return noisy(bgr, deviation, 12345);
        }
    },
    /** JPEG of that quality. */
    JPEG(60, 40, 25, 15, 8) {
        @Override
        Mat apply(Mat bgr, double quality) {
            BytePointer file = new BytePointer();
            imencode(".jpg", bgr, file, new IntPointer(IMWRITE_JPEG_QUALITY, (int) quality));
            return imdecode(new Mat(file), IMREAD_COLOR);
        }
    },
    /** Linear light less by that many stops. */
    UNDEREXPOSURE(0.5, 1, 1.5, 2, 3) {
        @Override
        Mat apply(Mat bgr, double stops) {
            return exposed(bgr, -stops);
        }
    },
    /** Linear light more by that many stops, cut off at white. */
    OVEREXPOSURE(0.5, 1, 1.5, 2, 3) {
        @Override
        Mat apply(Mat bgr, double stops) {
            return exposed(bgr, stops);
        }
    },
    /** Shrunk by that factor and enlarged again. */
    RESCALE(1.5, 2, 2.5, 3, 4) {
        @Override
        Mat apply(Mat bgr, double factor) {
            Mat small = new Mat();
            resize(bgr, small, new Size((int) (bgr.cols() / factor), (int) (bgr.rows() / factor)), 0, 0, INTER_AREA);
            Mat out = new Mat();
            resize(small, out, bgr.size(), 0, 0, INTER_CUBIC);
            return out;
        }
    },
    /** Shrunk by that factor; the only one that changes the number of pixels. */
    SHRINK(1.25, 1.5, 2, 3, 4) {
        @Override
        Mat apply(Mat bgr, double factor) {
            Mat small = new Mat();
            int width = Math.max((int) Math.round(bgr.cols() / factor), 1);
            int height = Math.max((int) Math.round(bgr.rows() / factor), 1);
            resize(bgr, small, new Size(width, height), 0, 0, INTER_AREA);
            return small;
        }
    },
    /** Unsharp mask of that strength. */
    SHARPENING(0.7, 1, 1.5, 2, 3) {
        @Override
        Mat apply(Mat bgr, double strength) {
            Mat soft = BLUR.apply(bgr, 1.5);
            Mat out = new Mat();
            addWeighted(bgr, 1 + strength, soft, -strength, 0, out);
            return out;
        }
    },
    /** Distance from grey times that. */
    SATURATION(1.5, 2, 2.5, 3, 4) {
        @Override
        Mat apply(Mat bgr, double gain) {
            Mat grey = new Mat();
            cvtColor(bgr, grey, COLOR_BGR2GRAY);
            cvtColor(grey, grey, COLOR_GRAY2BGR);
            Mat out = new Mat();
            addWeighted(bgr, gain, grey, 1 - gain, 0, out);
            return out;
        }
    },
    /** Contrast around middle grey times that. */
    CONTRAST(1.3, 1.5, 1.8, 2.2, 3) {
        @Override
        Mat apply(Mat bgr, double gain) {
            Mat out = new Mat();
            bgr.convertTo(out, -1, gain, 128 * (1 - gain));
            return out;
        }
    };

    static final int GRADES = 5;

    private final double[] strengths;

    Degradation(double... strengths) {
        this.strengths = strengths;
    }

    abstract Mat apply(Mat bgr, double strength);

    /** The grade is 0 (mildest) to 4. */
    Mat of(Mat bgr, int grade) {
        return apply(bgr, strengths[grade]);
    }

    static Mat noisy(Mat bgr, double deviation, int seed) {
        theRNG().state(seed);
        Mat noise = new Mat(bgr.rows(), 3 * bgr.cols(), CV_16SC1);
        randn(noise, number(0), number(deviation));
        Mat sum = new Mat();
        bgr.convertTo(sum, CV_16SC3);
        add(sum, noise.reshape(3), sum);
        Mat out = new Mat();
        sum.convertTo(out, CV_8UC3);
        return out;
    }

    private static Mat filtered(Mat bgr, int reach, DoubleBinaryOperator weight) {
        int side = 2 * reach + 1;
        Mat kernel = new Mat(side, side, CV_32FC1);
        FloatBuffer weights = kernel.createBuffer();
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            sum += weight.applyAsDouble(i % side - reach, i / side - reach);
        }
        for (int i = 0; i < side * side; i++) {
            weights.put((float) (weight.applyAsDouble(i % side - reach, i / side - reach) / sum));
        }
        Mat out = new Mat();
        filter2D(bgr, out, -1, kernel);
        return out;
    }

    private static Mat exposed(Mat bgr, double stops) {
        double gain = Math.pow(2, stops);
        return mapped(bgr, value -> {
            double encoded = value / 255.0;
            double light = encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
            double more = Math.min(gain * light, 1);
            return (int) Math.round(255 * (more <= 0.0031308 ? 12.92 * more : 1.055 * Math.pow(more, 1 / 2.4) - 0.055));
        });
    }

    private static Mat mapped(Mat bgr, IntUnaryOperator curve) {
        Mat table = new Mat(1, 256, CV_8UC1);
        ByteBuffer values = table.createBuffer();
        for (int value = 0; value < 256; value++) {
            values.put((byte) curve.applyAsInt(value));
        }
        Mat out = new Mat();
        LUT(bgr, table, out);
        return out;
    }

    private static Mat number(double value) {
        return new Mat(1, 1, CV_64F, new Scalar(value));
    }
}
