package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A 64-bit hash that copies of a picture share, or nearly, whatever their size, compression and brightness.
 *
 * <p>The grey picture is shrunk to 32 x 32 and cosine-transformed; of the 8 x 8 lowest frequencies every coefficient
 * but the mean (DC) is compared with their median. The coefficient of {@code v} half cycles down and {@code u} across
 * is bit {@code 63 - (8 v + u)}, 1 if it lies above the median; bit 63, the DC's place, is always 0. Half of the other
 * 63 are set, unless coefficients tie. A flat picture, of any grey, has the hash 0.
 *
 * @see <a href="https://www.phash.org/docs/pubs/thesis_zauner.pdf">C. Zauner, Implementation and Benchmarking of
 *     Perceptual Image Hash Functions, 2010</a>
 */
final class PerceptualHash {

    private static final int SIDE = 32;
    private static final int LOW = 8;
    private static final int SCALE = 1 << 12;
    private static final int[] COSINES = cosines();

    private PerceptualHash() {}

    /**
     * Hashes a picture. Deterministic, leaves the picture as it is; O(pixels).
     *
     * @param bgr 8-bit picture, blue, green, red, upright, of any size
     * @throws IllegalArgumentException if the picture is empty or of another type
     */
    static long of(Mat bgr) {
        if (bgr.empty() || bgr.type() != CV_8UC3) {
            throw new IllegalArgumentException("bgr must be a picture of 8-bit BGR but was " + bgr);
        }
        return bits(lowFrequencies(shrunk(bgr)));
    }

    /** Returns the number of bits that differ, 0..64. Copies of a picture lie within about 6 of each other. */
    static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }

    private static byte[] shrunk(Mat bgr) {
        byte[] pixels = new byte[SIDE * SIDE];
        try (PointerScope _ = new PointerScope()) {
            Mat grey = new Mat();
            Mat small = new Mat();
            cvtColor(bgr, grey, COLOR_BGR2GRAY);
            resize(grey, small, new Size(SIDE, SIDE), 0, 0, INTER_AREA);
            ByteBuffer buffer = small.createBuffer();
            buffer.get(0, pixels);
        }
        return pixels;
    }

    /** The 8 x 8 lowest coefficients of the DCT-II, unnormalised, in whole numbers: a flat picture gives exact zeros. */
    private static long[] lowFrequencies(byte[] pixels) {
        long[] across = new long[SIDE * LOW];
        for (int y = 0; y < SIDE; y++) {
            for (int u = 0; u < LOW; u++) {
                for (int x = 0; x < SIDE; x++) {
                    across[y * LOW + u] += (pixels[y * SIDE + x] & 0xffL) * COSINES[u * SIDE + x];
                }
            }
        }
        long[] low = new long[LOW * LOW];
        for (int v = 0; v < LOW; v++) {
            for (int y = 0; y < SIDE; y++) {
                for (int u = 0; u < LOW; u++) {
                    low[v * LOW + u] += across[y * LOW + u] * COSINES[v * SIDE + y];
                }
            }
        }
        return low;
    }

    private static long bits(long[] low) {
        long[] sorted = Arrays.copyOfRange(low, 1, low.length);
        Arrays.sort(sorted);
        long median = sorted[sorted.length / 2];
        long bits = 0;
        for (int i = 1; i < low.length; i++) {
            if (low[i] > median) {
                bits |= 1L << (63 - i);
            }
        }
        return bits;
    }

    // cosines[u * 32 + x] = cos((2 x + 1) u pi / 64), in units of 1/4096.
    private static int[] cosines() {
        int[] table = new int[LOW * SIDE];
        for (int u = 0; u < LOW; u++) {
            for (int x = 0; x < SIDE; x++) {
                table[u * SIDE + x] = (int) Math.round(SCALE * Math.cos((2 * x + 1) * u * Math.PI / (2 * SIDE)));
            }
        }
        return table;
    }
}
