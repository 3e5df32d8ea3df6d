package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pixels in the memory of a native decoder: red, green, blue and perhaps alpha, a byte each.
 *
 * @param stride from one row to the next, in bytes
 */
record NativePixels(MemorySegment bytes, int width, int height, int stride, int channels) {

    /** Returns a file's bytes in native memory. */
    static MemorySegment content(Arena arena, ByteSource file) throws IOException, UnreadablePicture {
        OpenCvDecoder.requireAddressable(file);
        MemorySegment content = arena.allocate(file.size());
        file.readStart(content.asByteBuffer());
        return content;
    }

    /** Returns the picture in memory of its own, shrunk to the long side; what was transparent is white. */
    Mat toBgr(int longSide) {
        try (BytePointer start = new BytePointer(bytes.asByteBuffer());
                Mat delivered = new Mat(height, width, CV_8UC(channels), start, stride)) {
            Mat own = new Mat();
            if (channels == 4) {
                // Blended before it is shrunk: what is transparent may have any colour, which must not bleed.
                cvtColor(delivered, own, COLOR_RGBA2BGRA);
                return Shrink.toLongSide(Transparency.onWhite(own), longSide);
            }
            cvtColor(Shrink.toLongSide(delivered, longSide), own, COLOR_RGB2BGR);
            return own;
        }
    }
}
