package dev.imageclustering.vision;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The Gaussian that the statistics of undistorted photos follow, and the distance of a picture from it.
 *
 * <p>Its file is little-endian: the magic {@code ICNS}, the format number 1, the CRC-32C of all bytes after it, the
 * version (its length, then ASCII), the mean (36 float64) and the covariance (36 x 36 float64). Other numbers are int32.
 *
 * <p>Fails on what is no natural scene (text, drawings, the sky alone), whatever its quality.
 *
 * @see <a href="https://doi.org/10.1109/LSP.2012.2227726">A. Mittal, R. Soundararajan, A. C. Bovik, Making a "Completely
 *     Blind" Image Quality Analyzer, IEEE SPL 20(3), 2013</a>
 */
final class NaturalScenes {

    /** What a picture has that is too small or too flat for statistics, and the most that any has. */
    static final double WORST = 100;

    private static final String BUILT_IN = "natural-scenes.model";
    private static final String NAME = "niqe/";
    private static final int MAGIC = 0x534e4349;
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_NAME = 32;
    private static final int D = SceneStatistics.FEATURES;

    private final String version;
    private final double[] mean;
    private final double[][] covariance;

    NaturalScenes(String version, double[] mean, double[][] covariance) {
        this.version = version;
        this.mean = mean;
        this.covariance = covariance;
    }

    static NaturalScenes builtIn() {
        try (InputStream stream = NaturalScenes.class.getResourceAsStream(BUILT_IN)) {
            if (stream == null) {
                throw new IllegalStateException("The program comes without " + BUILT_IN);
            }
            return read(stream);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Fits to patches, at least two. O(patches). */
    static NaturalScenes fitted(String version, List<double[]> patches) {
        double[] mean = mean(patches);
        return new NaturalScenes(version, mean, covariance(patches, mean));
    }

    String version() {
        return NAME + version;
    }

    /**
     * Returns how far the picture's patches lie from those of undistorted photos, 0 to 100: {@code sqrt(d' S^-1 d)} with
     * {@code d} the difference of the means and {@code S} the mean of the covariances. Flat patches do not count; a
     * picture without another one has 100. O(pixels), about 100 ms for a megapixel.
     *
     * @param bgr 8-bit blue, green, red
     */
    double distance(Mat bgr) {
        List<double[]> patches = SceneStatistics.of(bgr).stream()
                .filter(patch -> patch.sharpness() > 0)
                .map(SceneStatistics.Patch::features)
                .toList();
        if (patches.isEmpty()) {
            return WORST;
        }
        double[] own = mean(patches);
        double[][] spread = covariance(patches, own);
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                spread[i][j] = (spread[i][j] + covariance[i][j]) / 2;
            }
        }
        return Math.min(Math.sqrt(squaredDistance(own, SymmetricEigen.of(spread))), WORST);
    }

    // Directions in which nothing varies are left out, as a pseudo-inverse does.
    private double squaredDistance(double[] own, SymmetricEigen spread) {
        double sum = 0;
        for (int k = 0; k < D; k++) {
            double variance = spread.values()[k];
            if (variance > 1e-12 * spread.values()[0]) {
                double along = 0;
                for (int i = 0; i < D; i++) {
                    along += spread.vectors()[k][i] * (own[i] - mean[i]);
                }
                sum += along * along / variance;
            }
        }
        return sum;
    }

    private static double[] mean(List<double[]> patches) {
        double[] mean = new double[D];
        for (double[] patch : patches) {
            for (int i = 0; i < D; i++) {
                mean[i] += patch[i] / patches.size();
            }
        }
        return mean;
    }

    private static double[][] covariance(List<double[]> patches, double[] mean) {
        double[][] covariance = new double[D][D];
        int degrees = Math.max(patches.size() - 1, 1);
        for (double[] patch : patches) {
            for (int i = 0; i < D; i++) {
                for (int j = 0; j < D; j++) {
                    covariance[i][j] += (patch[i] - mean[i]) * (patch[j] - mean[j]) / degrees;
                }
            }
        }
        return covariance;
    }

    byte[] write() {
        ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(HEADER_BYTES);
        byte[] name = version.getBytes(US_ASCII);
        buffer.putInt(name.length).put(name);
        for (double value : mean) {
            buffer.putDouble(value);
        }
        for (double[] row : covariance) {
            for (double value : row) {
                buffer.putDouble(value);
            }
        }
        buffer.flip();
        buffer.putInt(MAGIC).putInt(FORMAT).putInt(checksum(buffer)).rewind();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /**
     * Reads a model to the end of the stream, which stays open.
     *
     * @throws IOException when the bytes are not what {@link #write} makes
     */
    static NaturalScenes read(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MOST_BYTES);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER_BYTES
                || buffer.getInt() != MAGIC
                || buffer.getInt() != FORMAT
                || buffer.getInt() != checksum(buffer)) {
            throw new IOException("This is no model of natural scenes, or a damaged one.");
        }
        try {
            byte[] name = new byte[Math.clamp(buffer.getInt(), 0, MOST_NAME)];
            buffer.get(name);
            double[] mean = doubles(buffer);
            double[][] covariance = new double[D][];
            for (int i = 0; i < D; i++) {
                covariance[i] = doubles(buffer);
            }
            return new NaturalScenes(new String(name, US_ASCII), mean, covariance);
        } catch (BufferUnderflowException tooShort) {
            throw new IOException("The model of natural scenes ends too early.", tooShort);
        }
    }

    private static double[] doubles(ByteBuffer buffer) {
        double[] values = new double[D];
        for (int i = 0; i < D; i++) {
            values[i] = buffer.getDouble();
        }
        return values;
    }

    private static int checksum(ByteBuffer buffer) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate().position(HEADER_BYTES));
        return (int) crc.getValue();
    }
}
