package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Reads JPEGs at the smallest scale of the decoder that still has the wanted size, turned upright as their EXIF says.
 * Meant for the operator's own photos: it does not look for decompression bombs.
 */
final class ReducedJpegReader implements WorkPictureReader {

    private static final int[] SCALES = {
        IMREAD_REDUCED_COLOR_8, IMREAD_REDUCED_COLOR_4, IMREAD_REDUCED_COLOR_2, IMREAD_COLOR
    };

    @Override
    public Mat read(Path photo) throws IOException {
        byte[] bytes = Files.readAllBytes(photo);
        if (!isJpeg(bytes)) {
            throw new IOException("not a JPEG");
        }
        Mat encoded = new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes));
        Mat decoded = new Mat();
        for (int scale : SCALES) {
            decoded = imdecode(encoded, scale);
            if (decoded.empty()) {
                throw new IOException("a JPEG that cannot be decoded");
            }
            if (Math.max(decoded.cols(), decoded.rows()) >= ImageDescriptor.LONG_SIDE) {
                break;
            }
        }
        return shrunk(decoded);
    }

    private static boolean isJpeg(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 && bytes[2] == (byte) 0xff;
    }

    private static Mat shrunk(Mat picture) {
        int longSide = Math.max(picture.cols(), picture.rows());
        if (longSide <= ImageDescriptor.LONG_SIDE) {
            return picture;
        }
        double scale = (double) ImageDescriptor.LONG_SIDE / longSide;
        int width = Math.max(1, (int) Math.round(picture.cols() * scale));
        int height = Math.max(1, (int) Math.round(picture.rows() * scale));
        Mat result = new Mat();
        resize(picture, result, new Size(width, height), 0, 0, INTER_AREA);
        return result;
    }
}
