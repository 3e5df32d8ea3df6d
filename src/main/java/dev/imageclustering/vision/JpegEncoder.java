package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes pictures as JPEG, baseline, quality 85, without metadata and so in sRGB. */
final class JpegEncoder {

    private static final int QUALITY = 85;

    private JpegEncoder() {}

    static byte[] encode(Mat bgr) {
        try (BytePointer encoded = new BytePointer();
                IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY)) {
            if (!imencode(".jpg", bgr, encoded, parameters)) {
                throw new IllegalStateException(
                        "A picture of %d x %d could not be encoded".formatted(bgr.cols(), bgr.rows()));
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }
}
