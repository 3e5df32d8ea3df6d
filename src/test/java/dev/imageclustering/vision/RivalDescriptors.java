package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Descriptors that the built-in one is compared with, each computed of the same work picture of 512 px. */
public final class RivalDescriptors {

    /** What one kind gives for many photos, row i being of length 1, and what a photo costs without being read. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Descriptors(String name, float[][] rows, double cpuMillisEach) {

        Descriptors with(String newName, Descriptors other) {
            float[][] joined = new float[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                joined[i] = join(rows[i], other.rows[i]);
            }
            return new Descriptors(newName, joined, cpuMillisEach + other.cpuMillisEach);
        }
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WORK = 512;
    private static final int LAYOUT_SIDE = 256;
    private static final int[] CELLS_A_SIDE = {4, 8};
    private static final int COLOUR_CELLS = 8;
    private static final int ORIENTATIONS = 8;

    private final List<Mat> pictures = new ArrayList<>();
    private final DescriptorTables tables = tables();
    private final ImageDescriptor descriptor = new ImageDescriptor(tables);

    /** Reads the photos and keeps them, small. */
    public RivalDescriptors(List<Path> files, Function<Path, Integer> orientation) {
        ReadingHere reading =
                new ReadingHere(PictureLimits.DEFAULT, Runtime.getRuntime().maxMemory() / 2);
        for (Path file : files) {
            Mat work = new Mat();
            try (var _ = new PointerScope()) {
                Mat large = reading.read(file, Orientation.ofExif(orientation.apply(file)), 2 * WORK)
                        .bgr();
                Shrink.toLongSide(large, WORK).copyTo(work);
                pictures.add(work);
            } catch (IOException | UnreadablePicture unreadable) {
                throw new UncheckedIOException(new IOException(file + ": " + unreadable.getMessage(), unreadable));
            }
        }
    }

    private static DescriptorTables tables() {
        try (InputStream stream = ImageDescriptor.class.getResourceAsStream("rootsift-colour-vlad.tables")) {
            return DescriptorTablesFile.read(Objects.requireNonNull(stream, "the descriptor's tables"));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Returns every kind, the built-in one last. */
    public List<Descriptors> all() {
        Descriptors hash = measured("perceptual hash", RivalDescriptors::hash);
        Descriptors gradients = measured("gradient layout", RivalDescriptors::gradientLayout);
        Descriptors colours = measured("colour layout", RivalDescriptors::colourLayout);
        Descriptors built = measured("RootSIFT-VLAD + colour-VLAD (built in)", descriptor::describe);
        Descriptors sift = measured("RootSIFT-VLAD", picture -> vlad(tables.sift(), new RootSift(), picture));
        Descriptors colour = measured("colour-VLAD", picture -> vlad(tables.colour(), new ColourCells(), picture));
        Descriptors layouts = gradients.with("gradient + colour layout", colours);
        Descriptors whitened = projected("RootSIFT-VLAD, PCA to 128, whitened", sift, 1);
        return List.of(
                hash,
                gradients,
                layouts,
                colour,
                sift,
                projected("RootSIFT-VLAD, PCA to 128", sift, 0),
                projected("RootSIFT-VLAD, PCA to 128, half whitened", sift, 0.5),
                whitened,
                whitened.with("whitened RootSIFT-VLAD + colour-VLAD", colour),
                layouts.with("layouts + RootSIFT-VLAD + colour-VLAD", built),
                built);
    }

    private Descriptors measured(String name, Function<Mat, float[]> kind) {
        kind.apply(pictures.getFirst());
        long start = THREADS.getCurrentThreadCpuTime();
        float[][] rows = new float[pictures.size()][];
        for (int i = 0; i < rows.length; i++) {
            try (var _ = new PointerScope()) {
                rows[i] = kind.apply(pictures.get(i));
                UnitLength.normalise(rows[i]);
            }
        }
        return new Descriptors(name, rows, (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / rows.length);
    }

    private static float[] vlad(Vocabulary vocabulary, LocalFeatures features, Mat picture) {
        return vocabulary.encode(features.extract(picture));
    }

    /**
     * Projects the rows to the 128 axes along which they vary most, learned from themselves, by the inner products of the
     * centred rows: what their eigenvectors have for row i are its coordinates, up to the deviation along each axis.
     *
     * @param exponent how much of each deviation is divided out: 0 for none, 1 for whitening
     */
    private static Descriptors projected(String name, Descriptors whole, double exponent) {
        double[][] centred = centred(whole.rows);
        int n = centred.length;
        double[][] products = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = product(centred[i], centred[j]);
                products[j][i] = products[i][j];
            }
        }
        SymmetricEigen axes = SymmetricEigen.of(products);
        float[][] rows = new float[n][Math.min(128, n - 1)];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                double deviation = Math.sqrt(Math.max(axes.values()[k], 1e-9));
                rows[i][k] = (float) (axes.vectors()[k][i] * Math.pow(deviation, 1 - exponent));
            }
            UnitLength.normalise(rows[i]);
        }
        return new Descriptors(name, rows, whole.cpuMillisEach);
    }

    private static double[][] centred(float[][] rows) {
        double[][] centred = new double[rows.length][rows[0].length];
        for (int k = 0; k < rows[0].length; k++) {
            double sum = 0;
            for (float[] row : rows) {
                sum += row[k];
            }
            for (int i = 0; i < rows.length; i++) {
                centred[i][k] = rows[i][k] - sum / rows.length;
            }
        }
        return centred;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static float[] join(float[] a, float[] b) {
        float[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        UnitLength.normalise(joined);
        return joined;
    }

    /** 64 signs, whose cosine is what the share of equal bits is. */
    private static float[] hash(Mat bgr) {
        long bits = PerceptualHash.of(Shrink.toLongSide(bgr, LAYOUT_SIDE));
        float[] signs = new float[Long.SIZE];
        for (int k = 0; k < signs.length; k++) {
            signs[k] = (bits >>> k & 1) == 1 ? 1 : -1;
        }
        return signs;
    }

    /** Histograms of the gradients' directions in 4 x 4 and 8 x 8 cells, each cell's square root (N. Dalal, B. Triggs 2005). */
    private static float[] gradientLayout(Mat bgr) {
        Mat grey = new Mat();
        cvtColor(bgr, grey, COLOR_BGR2GRAY);
        Mat square = new Mat();
        resize(grey, square, new Size(LAYOUT_SIDE, LAYOUT_SIDE), 0, 0, INTER_AREA);
        float[] dx = derivative(square, 1, 0);
        float[] dy = derivative(square, 0, 1);
        float[] whole = new float[0];
        for (int cells : CELLS_A_SIDE) {
            float[] histogram = histogram(dx, dy, cells);
            UnitLength.normalise(histogram);
            whole = Arrays.copyOf(whole, whole.length + histogram.length);
            System.arraycopy(histogram, 0, whole, whole.length - histogram.length, histogram.length);
        }
        return whole;
    }

    private static float[] derivative(Mat grey, int x, int y) {
        Mat derivative = new Mat();
        Sobel(grey, derivative, CV_32F, x, y);
        float[] values = new float[LAYOUT_SIDE * LAYOUT_SIDE];
        FloatBuffer buffer = derivative.createBuffer();
        buffer.get(values);
        return values;
    }

    private static float[] histogram(float[] dx, float[] dy, int cells) {
        float[] histogram = new float[cells * cells * ORIENTATIONS];
        int side = LAYOUT_SIDE / cells;
        for (int p = 0; p < dx.length; p++) {
            int cell = p / LAYOUT_SIDE / side * cells + p % LAYOUT_SIDE / side;
            double turn = Math.atan2(dy[p], dx[p]) / Math.PI + 1;
            int bin = (int) (turn * ORIENTATIONS) % ORIENTATIONS;
            histogram[cell * ORIENTATIONS + bin] += (float) Math.hypot(dx[p], dy[p]);
        }
        for (int k = 0; k < histogram.length; k++) {
            histogram[k] = (float) Math.sqrt(histogram[k]);
        }
        return histogram;
    }

    /** The mean colours of 8 x 8 cells, without that of the whole picture. */
    private static float[] colourLayout(Mat bgr) {
        Mat small = new Mat();
        resize(bgr, small, new Size(COLOUR_CELLS, COLOUR_CELLS), 0, 0, INTER_AREA);
        Mat lab = new Mat();
        cvtColor(small, lab, COLOR_BGR2Lab);
        ByteBuffer pixels = lab.createBuffer();
        float[] layout = new float[COLOUR_CELLS * COLOUR_CELLS * 3];
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            for (int k = channel; k < layout.length; k += 3) {
                sum += Byte.toUnsignedInt(pixels.get(k));
            }
            for (int k = channel; k < layout.length; k += 3) {
                layout[k] = (float) (Byte.toUnsignedInt(pixels.get(k)) - 3 * sum / layout.length);
            }
        }
        return layout;
    }
}
