package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Measures how often a slight fault at full size, which can hardly be seen in the picture at working size, is found: by
 * the technical quality as every photo gets it, and by the one with the parts that look at the full size.
 *
 * <p>Each large photo is compared with its spoilt copy as it is, and as another shot would have it: both turned and moved
 * a little, in other light and with other grain. All are saved as JPEG of quality 93.
 */
final class FineEvaluation {

    private static final long LARGE_PIXELS = 5_000_000;
    private static final int QUALITY = 93;
    private static final double GRAIN = 1.5;

    private record Fault(Degradation kind, double strength) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault(Degradation.BLUR, 0.7),
            new Fault(Degradation.BLUR, 1),
            new Fault(Degradation.BLUR, 1.4),
            new Fault(Degradation.BLUR, 2),
            new Fault(Degradation.DEFOCUS, 1),
            new Fault(Degradation.DEFOCUS, 1.5),
            new Fault(Degradation.DEFOCUS, 2.5),
            new Fault(Degradation.MOTION, 3),
            new Fault(Degradation.MOTION, 5),
            new Fault(Degradation.RESCALE, 1.5),
            new Fault(Degradation.RESCALE, 2),
            new Fault(Degradation.SHRINK, 1.5),
            new Fault(Degradation.SHRINK, 2),
            new Fault(Degradation.NOISE, 4),
            new Fault(Degradation.NOISE, 8),
            new Fault(Degradation.OVEREXPOSURE, 0.5),
            new Fault(Degradation.UNDEREXPOSURE, 0.5),
            new Fault(Degradation.SHARPENING, 1));

    /** What is said of one file. */
    private record Verdict(double coarse, double fine) {}

    private final PictureEngine engine = new PictureEngine(new ReadingHere(PictureLimits.DEFAULT, 1L << 31));
    private final Path file;
    private final Map<Fault, int[]> right = new LinkedHashMap<>();
    private long coarseNanos;
    private long fineNanos;
    private long bytes;
    private int measured;

    private FineEvaluation(Path file) {
        this.file = file;
    }

    /** Measures the large ones of the photos and prints the table. */
    static void report(List<Path> photos) throws IOException {
        setNumThreads(1);
        FineEvaluation evaluation = new FineEvaluation(Files.createTempFile("photo", ".jpg"));
        int count = 0;
        try {
            for (Path photo : photos) {
                if (isLarge(photo)) {
                    evaluation.measure(photo);
                    count++;
                }
            }
        } catch (UnreadablePicture unreadable) {
            throw new IOException(unreadable);
        } finally {
            Files.delete(evaluation.file);
        }
        evaluation.print(count);
    }

    private static boolean isLarge(Path photo) throws IOException, UnreadablePicture {
        PictureHeader header = PictureHeader.read(photo, PictureLimits.DEFAULT);
        return header.format() == PictureFormat.JPEG && header.pixels() >= LARGE_PIXELS;
    }

    private void measure(Path photo) throws IOException, UnreadablePicture {
        try (PointerScope _ = new PointerScope()) {
            Mat picture = imread(photo.toString(), IMREAD_COLOR);
            Verdict original = verdict(picture);
            Verdict firstShot = verdict(shot(picture, 0.4, 1, 1));
            for (Fault fault : FAULTS) {
                try (PointerScope _ = new PointerScope()) {
                    Mat copy = fault.kind().apply(picture, fault.strength());
                    int[] counts = right.computeIfAbsent(fault, _ -> new int[4]);
                    count(counts, 0, original, verdict(copy));
                    count(counts, 2, firstShot, verdict(shot(copy, -0.5, 1.04, 2)));
                }
            }
        }
    }

    private static void count(int[] counts, int from, Verdict better, Verdict worse) {
        counts[from] += better.coarse > worse.coarse ? 1 : 0;
        counts[from + 1] += better.fine > worse.fine ? 1 : 0;
    }

    private static Mat shot(Mat picture, double degrees, double gain, int seed) {
        Mat turn = getRotationMatrix2D(new Point2f(picture.cols() / 2f, picture.rows() / 2f + seed), degrees, 1.004);
        Mat turned = new Mat();
        warpAffine(picture, turned, turn, picture.size(), INTER_CUBIC, BORDER_REFLECT, new Scalar());
        turned.convertTo(turned, -1, gain, 0);
        return Degradation.noisy(turned, GRAIN, seed);
    }

    private Verdict verdict(Mat picture) throws IOException, UnreadablePicture {
        imwrite(file.toString(), picture, new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY));
        long start = cpuNanos();
        TechnicalQuality coarse = engine.quality(file, 1);
        long between = cpuNanos();
        Map<String, Double> parts = new HashMap<>(coarse.subScores());
        parts.putAll(engine.fineParts(file));
        fineNanos += cpuNanos() - between;
        coarseNanos += between - start;
        bytes += Files.size(file);
        measured++;
        return new Verdict(coarse.score(), TechnicalQuality.of(parts).score());
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void print(int photos) {
        System.out.printf(
                "%nfaults at full size, %d photos, share right%n%-22s %-16s %-16s%n%-22s %-7s %-8s %-7s %-8s%n",
                photos, "", "the same shot", "another shot", "", "coarse", "fine", "coarse", "fine");
        right.forEach((fault, counts) -> System.out.printf(
                "%-22s %-7.2f %-8.2f %-7.2f %-8.2f%n",
                fault.kind() + " " + fault.strength(),
                share(counts[0], photos),
                share(counts[1], photos),
                share(counts[2], photos),
                share(counts[3], photos)));
        System.out.printf(
                "CPU-ms a photo: decode and technical %.1f, the look at full size %.1f, %.1f a megabyte%n",
                coarseNanos / 1e6 / measured, fineNanos / 1e6 / measured, fineNanos / (double) bytes);
    }

    private static double share(int count, int photos) {
        return (double) count / photos;
    }
}
