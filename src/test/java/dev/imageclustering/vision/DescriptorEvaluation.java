package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Measures how well the descriptor groups photos whose groups are known; a program, not a test.
 *
 * <p>Arguments: a folder with {@code photos.csv} (its first two columns: file, group; an empty group is a photo of its
 * own), and optionally a file of tables to measure instead of the shipped ones.
 */
final class DescriptorEvaluation {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SIFT_PART = 1024;
    private static final int HISTOGRAM_STEPS = 8;
    private static final double NOTHING = 9;

    private final List<Path> files = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();

    private DescriptorEvaluation(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("photos.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split(",", 3);
            files.add(folder.resolve(columns[0]));
            groups.add(columns[1].isEmpty() ? columns[0] : columns[1]);
        }
    }

    public static void main(String[] arguments) throws IOException {
        setNumThreads(1);
        DescriptorEvaluation evaluation = new DescriptorEvaluation(Path.of(arguments[0]));
        ImageDescriptor descriptor = arguments.length == 1 ? ImageDescriptor.load() : descriptorOf(arguments[1]);
        int dimension = descriptor.model().dimension();
        List<float[]> vectors = evaluation.measure(descriptor::describe);
        evaluation.report(descriptor.model().id(), vectors);
        evaluation.report("SIFT part", parts(vectors, 0, SIFT_PART));
        evaluation.report("colour part", parts(vectors, SIFT_PART, dimension));
        evaluation.report("colour histogram, the floor", evaluation.measure(DescriptorEvaluation::histogram));
    }

    private static ImageDescriptor descriptorOf(String tables) throws IOException {
        try (InputStream stream = Files.newInputStream(Path.of(tables))) {
            return new ImageDescriptor(DescriptorTablesFile.read(stream));
        }
    }

    private static List<float[]> parts(List<float[]> vectors, int from, int to) {
        List<float[]> parts = new ArrayList<>();
        for (float[] vector : vectors) {
            float[] part = Arrays.copyOfRange(vector, from, to);
            UnitLength.normalise(part);
            parts.add(part);
        }
        return parts;
    }

    private List<float[]> measure(Function<Mat, float[]> describe) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        long nanos = 0;
        ReducedJpegReader reader = new ReducedJpegReader();
        for (Path file : files) {
            try (var _ = new PointerScope()) {
                Mat picture = reader.read(file);
                long start = THREADS.getCurrentThreadCpuTime();
                vectors.add(describe.apply(picture));
                nanos += THREADS.getCurrentThreadCpuTime() - start;
            }
        }
        print("%n%.1f CPU-ms a photo", nanos / 1e6 / files.size());
        return vectors;
    }

    private void report(String name, List<float[]> vectors) {
        double[][] similarity = similarities(vectors);
        print("%s: recall@1 %.3f, @5 %.3f over group photos", name, recall(similarity, 1), recall(similarity, 5));
        double[][] scaled = locallyScaled(similarity);
        GroupingScore best = score(scaled, NOTHING);
        double bestThreshold = NOTHING;
        print("   nothing grouped      %s", best);
        print("   linked from s' 0.200 %s", score(scaled, 0.2));
        for (double threshold = -0.1; threshold < 0.6; threshold += 0.005) {
            GroupingScore score = score(scaled, threshold);
            if (score.all().f1() > best.all().f1()) {
                best = score;
                bestThreshold = threshold;
            }
        }
        print("   best, from s' %.3f  %s", bestThreshold, best);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static double[][] similarities(List<float[]> vectors) {
        int n = vectors.size();
        double[][] similarity = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                float[] a = vectors.get(i);
                float[] b = vectors.get(j);
                for (int k = 0; k < a.length; k++) {
                    similarity[i][j] += (double) a[k] * b[k];
                }
            }
        }
        return similarity;
    }

    /** s' = s - (r_i + r_j) / 2, where r is a photo's mean similarity to its neighbours of rank 6 to 30. */
    private static double[][] locallyScaled(double[][] similarity) {
        int n = similarity.length;
        double[] background = new double[n];
        for (int i = 0; i < n; i++) {
            int[] order = neighbours(similarity[i], i);
            for (int rank = 6; rank <= 30; rank++) {
                background[i] += similarity[i][order[rank - 1]] / 25;
            }
        }
        double[][] scaled = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i][j] = similarity[i][j] - (background[i] + background[j]) / 2;
            }
        }
        return scaled;
    }

    private static int[] neighbours(double[] row, int self) {
        return IntStream.range(0, row.length)
                .filter(j -> j != self)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -row[j]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The share of a photo's group that is among its k nearest (of k at most), averaged over the group photos. */
    private double recall(double[][] similarity, int k) {
        return IntStream.range(0, files.size())
                .filter(photo -> groupSize(photo) > 1)
                .mapToDouble(photo -> {
                    long found = Arrays.stream(neighbours(similarity[photo], photo))
                            .limit(k)
                            .filter(other -> groups.get(other).equals(groups.get(photo)))
                            .count();
                    return (double) found / Math.min(k, groupSize(photo) - 1);
                })
                .average()
                .orElseThrow();
    }

    private int groupSize(int photo) {
        return (int) groups.stream().filter(groups.get(photo)::equals).count();
    }

    private GroupingScore score(double[][] scaled, double threshold) {
        return GroupingScore.of(components(scaled, threshold), groups);
    }

    private static int[] components(double[][] scaled, double threshold) {
        int[] component = new int[scaled.length];
        Arrays.fill(component, -1);
        for (int start = 0; start < component.length; start++) {
            if (component[start] < 0) {
                fill(scaled, threshold, start, component);
            }
        }
        return component;
    }

    private static void fill(double[][] scaled, double threshold, int start, int[] component) {
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
        component[start] = start;
        while (!open.isEmpty()) {
            int i = open.remove();
            for (int j = 0; j < component.length; j++) {
                if (component[j] < 0 && scaled[i][j] >= threshold) {
                    component[j] = start;
                    open.add(j);
                }
            }
        }
    }

    /** The square roots of the shares of 8 x 8 x 8 colours. */
    private static float[] histogram(Mat bgr) {
        ByteBuffer pixels = bgr.clone().createBuffer();
        float[] histogram = new float[HISTOGRAM_STEPS * HISTOGRAM_STEPS * HISTOGRAM_STEPS];
        while (pixels.remaining() >= 3) {
            int blue = Byte.toUnsignedInt(pixels.get()) / 32;
            int green = Byte.toUnsignedInt(pixels.get()) / 32;
            int red = Byte.toUnsignedInt(pixels.get()) / 32;
            histogram[(blue * HISTOGRAM_STEPS + green) * HISTOGRAM_STEPS + red]++;
        }
        for (int i = 0; i < histogram.length; i++) {
            histogram[i] = (float) Math.sqrt(histogram[i]);
        }
        UnitLength.normalise(histogram);
        return histogram;
    }
}
