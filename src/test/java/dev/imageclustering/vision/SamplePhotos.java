package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures for the descriptor's tests: shipped photos, made ones, and changed copies of either. */
final class SamplePhotos {

    private SamplePhotos() {}

    static Mat photo(String name) {
        try (InputStream stream = SamplePhotos.class.getResourceAsStream("photos/" + name + ".jpg")) {
            return decoded(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Mat flat(int width, int height, int grey) {
        return new Mat(height, width, CV_8UC3, Scalar.all(grey));
    }

    static Mat noise(int width, int height, long seed) {
        byte[] pixels = new byte[width * height * 3];
        new Random(seed).nextBytes(pixels);
        return of(width, height, pixels);
    }

    /** Two hundred rectangles of chance colours, which give SIFT corners and colour cells variety. */
    static Mat rectangles(int width, int height, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[width * height * 3];
        for (int rectangle = 0; rectangle < 200; rectangle++) {
            byte[] colour = new byte[3];
            random.nextBytes(colour);
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            int right = Math.min(width, left + 8 + random.nextInt(width / 4));
            int bottom = Math.min(height, top + 8 + random.nextInt(height / 4));
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    System.arraycopy(colour, 0, pixels, (y * width + x) * 3, 3);
                }
            }
        }
        return of(width, height, pixels);
    }

    static byte[] jpeg(Mat picture, int quality) {
        BytePointer encoded = new BytePointer();
        imencode(".jpg", picture, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
        byte[] bytes = new byte[(int) encoded.limit()];
        encoded.get(bytes);
        return bytes;
    }

    static Mat decoded(byte[] bytes) {
        return imdecode(new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes)), IMREAD_COLOR);
    }

    static Mat recompressed(Mat picture, int quality) {
        return decoded(jpeg(picture, quality));
    }

    static Mat resized(Mat picture, double scale) {
        Mat result = new Mat();
        Size size = new Size((int) (picture.cols() * scale), (int) (picture.rows() * scale));
        resize(picture, result, size, 0, 0, INTER_AREA);
        return result;
    }

    static Mat brightened(Mat picture, int levels) {
        Mat result = new Mat();
        picture.convertTo(result, CV_8UC3, 1, levels);
        return result;
    }

    /** The picture of these BGR samples, row by row. */
    static Mat of(int width, int height, byte[] pixels) {
        Mat picture = new Mat(height, width, CV_8UC3);
        ByteBuffer buffer = picture.createBuffer();
        buffer.put(pixels);
        return picture;
    }
}
