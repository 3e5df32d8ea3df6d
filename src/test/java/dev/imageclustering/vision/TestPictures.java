package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures for the tests of what is measured on pixels; the caller's scope frees them. */
final class TestPictures {

    static final Path PHOTOS = Path.of("../shared/photos");

    private static final int WORKING_SIDE = 1024;

    private TestPictures() {}

    /** A picture of one colour. */
    static Mat flat(int width, int height, int grey) {
        return new Mat(height, width, CV_8UC3, new Scalar(grey, grey, grey, 0));
    }

    /** Nothing but noise over the whole scale. */
    static Mat noise(int width, int height, long seed) {
        byte[] pixels = new byte[3 * width * height];
        new Random(seed).nextBytes(pixels);
        return picture(width, height, pixels);
    }

    /** One cosine of so many half cycles across and down, around middle grey. */
    static Mat wave(int width, int height, int across, int down) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            double x = (i / 3 % width + 0.5) / width;
            double y = (i / 3 / width + 0.5) / height;
            pixels[i] = (byte) Math.round(128 + 100 * Math.cos(Math.PI * across * x) * Math.cos(Math.PI * down * y));
        }
        return picture(width, height, pixels);
    }

    /** A made scene: a slope of light, forty overlapping shapes with hard edges, and a fine weave over half of them. */
    static Mat scene(int width, int height, long seed) {
        Random random = new Random(seed);
        double[][] shapes = new double[40][];
        for (int i = 0; i < shapes.length; i++) {
            double radius = height * (0.03 + 0.15 * random.nextDouble());
            shapes[i] = new double[] {
                width * random.nextDouble(),
                height * random.nextDouble(),
                radius,
                30 + 190 * random.nextDouble(),
                30 + 190 * random.nextDouble(),
                30 + 190 * random.nextDouble(),
                random.nextInt(2)
            };
        }
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                paint(pixels, 3 * (y * width + x), shapes, x, y, 60 + 120.0 * x / width + 30.0 * y / height);
            }
        }
        return picture(width, height, pixels);
    }

    /** A photo at the working size, through the same shrink as any other: by halves, then linear. */
    static Mat photo(Path file) {
        Mat picture = imread(file.toString(), IMREAD_COLOR);
        while (longSide(picture) >= 2 * WORKING_SIDE) {
            picture = resized(picture, 0.5, INTER_AREA);
        }
        return longSide(picture) > WORKING_SIDE
                ? resized(picture, (double) WORKING_SIDE / longSide(picture), INTER_LINEAR)
                : picture;
    }

    static Mat resized(Mat picture, double factor, int interpolation) {
        Mat out = new Mat();
        int width = (int) Math.round(picture.cols() * factor);
        int height = (int) Math.round(picture.rows() * factor);
        resize(picture, out, new Size(width, height), 0, 0, interpolation);
        return out;
    }

    private static int longSide(Mat picture) {
        return Math.max(picture.cols(), picture.rows());
    }

    private static void paint(byte[] pixels, int at, double[][] shapes, int x, int y, double ground) {
        double[] colour = {ground, ground * 0.95, ground * 0.9};
        for (double[] shape : shapes) {
            double dx = x - shape[0];
            double dy = y - shape[1];
            if (dx * dx + dy * dy < shape[2] * shape[2]) {
                double weave = shape[6] * 14 * Math.sin(x * 1.1 + shape[3]) * Math.cos(y * 0.9 + shape[4]);
                for (int c = 0; c < 3; c++) {
                    colour[c] = shape[3 + c] + weave;
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            pixels[at + c] = (byte) Math.round(colour[c]);
        }
    }

    private static Mat picture(int width, int height, byte[] pixels) {
        Mat picture = new Mat(height, width, CV_8UC3);
        ByteBuffer buffer = picture.createBuffer();
        buffer.put(pixels);
        return picture;
    }
}
