package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_16SC3;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.randn;
import static org.bytedeco.opencv.global.opencv_core.theRNG;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Ways to spoil a picture, each in three strengths, the mildest first. The last two only look like a gain. */
enum Degradation {
    /** Gaussian blur of that many pixels. */
    BLUR(1, 2, 4) {
        @Override
        Mat apply(Mat bgr, double sigma) {
            Mat out = new Mat();
            GaussianBlur(bgr, out, new Size(0, 0), sigma);
            return out;
        }
    },
    /** White noise of that deviation, independent in each channel, from a fixed seed. */
    NOISE(5, 10, 20) {
        @Override
        Mat apply(Mat bgr, double deviation) {
            theRNG().state(12345);
            Mat noise = new Mat(bgr.rows(), 3 * bgr.cols(), CV_16SC1);
            randn(noise, number(0), number(deviation));
            Mat sum = new Mat();
            bgr.convertTo(sum, CV_16SC3);
            add(sum, noise.reshape(3), sum);
            Mat out = new Mat();
            sum.convertTo(out, CV_8UC3);
            return out;
        }
    },
    /** As {@link #NOISE}, hardly to be seen. */
    FAINT_NOISE(1, 2, 3) {
        @Override
        Mat apply(Mat bgr, double deviation) {
            return NOISE.apply(bgr, deviation);
        }
    },
    /** JPEG of that quality. */
    JPEG(50, 25, 10) {
        @Override
        Mat apply(Mat bgr, double quality) {
            BytePointer file = new BytePointer();
            imencode(".jpg", bgr, file, new IntPointer(IMWRITE_JPEG_QUALITY, (int) quality));
            return imdecode(new Mat(file), IMREAD_COLOR);
        }
    },
    /** Values times that, as with too little light. */
    UNDEREXPOSURE(0.7, 0.45, 0.25) {
        @Override
        Mat apply(Mat bgr, double gain) {
            return linear(bgr, gain, 0);
        }
    },
    /** Values times that, cut off at white. */
    OVEREXPOSURE(1.5, 2.2, 3.5) {
        @Override
        Mat apply(Mat bgr, double gain) {
            return linear(bgr, gain, 0);
        }
    },
    /** Shrunk by that factor and enlarged again. */
    RESCALE(1.5, 2, 4) {
        @Override
        Mat apply(Mat bgr, double factor) {
            Mat small = new Mat();
            resize(bgr, small, new Size((int) (bgr.cols() / factor), (int) (bgr.rows() / factor)), 0, 0, INTER_AREA);
            Mat out = new Mat();
            resize(small, out, bgr.size(), 0, 0, INTER_CUBIC);
            return out;
        }
    },
    /** Horizontal camera shake over that many pixels. */
    MOTION(5, 11, 21) {
        @Override
        Mat apply(Mat bgr, double pixels) {
            Mat out = new Mat();
            filter2D(bgr, out, -1, new Mat(1, (int) pixels, CV_32F, new Scalar(1 / pixels)));
            return out;
        }
    },
    /** Unsharp mask of that strength. */
    SHARPENING(0.7, 1.5, 3) {
        @Override
        Mat apply(Mat bgr, double strength) {
            Mat soft = BLUR.apply(bgr, 1.5);
            Mat out = new Mat();
            addWeighted(bgr, 1 + strength, soft, -strength, 0, out);
            return out;
        }
    },
    /** Contrast around middle grey times that. */
    CONTRAST(1.3, 1.7, 2.5) {
        @Override
        Mat apply(Mat bgr, double gain) {
            return linear(bgr, gain, 128 * (1 - gain));
        }
    };

    private final double[] strengths;

    Degradation(double... strengths) {
        this.strengths = strengths;
    }

    abstract Mat apply(Mat bgr, double strength);

    /** The severity is 0 (mildest), 1 or 2. */
    Mat of(Mat bgr, int severity) {
        return apply(bgr, strengths[severity]);
    }

    private static Mat linear(Mat bgr, double gain, double offset) {
        Mat out = new Mat();
        bgr.convertTo(out, -1, gain, offset);
        return out;
    }

    private static Mat number(double value) {
        return new Mat(1, 1, CV_64F, new Scalar(value));
    }
}
