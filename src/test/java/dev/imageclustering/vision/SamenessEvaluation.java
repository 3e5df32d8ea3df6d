package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Measures how far perceptual hash and descriptor tell copies of a picture from other photos; a program, not a test.
 *
 * <p>Argument: a folder with {@code photos.csv} (its first two columns: file, group; an empty group is a photo of its
 * own). Every third photo is edited in each way and compared with itself, and each photo with each other.
 */
final class SamenessEvaluation {

    private static final int EDITED_SHARE = 3;
    private static final int MEDIUM = 512;
    private static final int SMALL = 256;

    private final ImageDescriptor descriptor = ImageDescriptor.load();
    private final Map<String, List<Comparison>> edits = new LinkedHashMap<>();
    private final List<Described> photos = new ArrayList<>();

    private SamenessEvaluation() {}

    private record Described(String group, long hash, float[] vector) {}

    private record Comparison(int distance, double similarity) {}

    public static void main(String[] arguments) throws IOException {
        setNumThreads(1);
        SamenessEvaluation evaluation = new SamenessEvaluation();
        Path folder = Path.of(arguments[0]);
        List<String> lines = Files.readAllLines(folder.resolve("photos.csv"));
        for (int i = 1; i < lines.size(); i++) {
            String[] columns = lines.get(i).split(",", 3);
            evaluation.take(folder.resolve(columns[0]), columns[1], i % EDITED_SHARE == 0);
        }
        evaluation.report();
    }

    private void take(Path file, String group, boolean edited) throws IOException {
        if (!file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g")) {
            return;
        }
        try (var _ = new PointerScope()) {
            Mat picture = Shrink.toLongSide(new ReducedJpegReader().read(file), MEDIUM);
            Described photo = describe(group.isEmpty() ? file.toString() : group, picture);
            photos.add(photo);
            if (edited) {
                edits(picture)
                        .forEach((name, edit) -> edits.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(compare(photo, describe(photo.group(), Shrink.toLongSide(edit, MEDIUM)))));
            }
        }
    }

    private Described describe(String group, Mat picture) {
        return new Described(group, PerceptualHash.of(Shrink.toLongSide(picture, SMALL)), descriptor.describe(picture));
    }

    private static Map<String, Mat> edits(Mat picture) {
        Map<String, Mat> edits = new LinkedHashMap<>();
        edits.put("JPEG 50", Degradation.JPEG.apply(picture, 50));
        edits.put("JPEG 20", Degradation.JPEG.apply(picture, 20));
        edits.put("half the size", Shrink.toLongSide(picture, 256));
        edits.put("a quarter of the size", Shrink.toLongSide(picture, 128));
        edits.put("darker, x 0.7", Degradation.UNDEREXPOSURE.apply(picture, 0.7));
        edits.put("brighter, x 1.3", Degradation.OVEREXPOSURE.apply(picture, 1.3));
        edits.put("contrast x 1.3", Degradation.CONTRAST.apply(picture, 1.3));
        edits.put("sharpened", Degradation.SHARPENING.apply(picture, 1.5));
        edits.put("blurred by 2 px", Degradation.BLUR.apply(picture, 2));
        edits.put("grey", grey(picture));
        edits.put("a line of text", text(picture));
        edits.put("white border of 2 %", border(picture));
        edits.put("cropped by 2 %", cropped(picture, 0.02));
        edits.put("cropped by 5 %", cropped(picture, 0.05));
        edits.put("cropped by 10 %", cropped(picture, 0.10));
        edits.put("cropped by 20 %", cropped(picture, 0.20));
        for (Orientation orientation : Orientation.values()) {
            if (orientation != Orientation.UPRIGHT) {
                edits.put(orientation.name().toLowerCase(Locale.ROOT), orientation.upright(picture));
            }
        }
        return edits;
    }

    private static Mat grey(Mat picture) {
        Mat grey = new Mat();
        Mat back = new Mat();
        cvtColor(picture, grey, COLOR_BGR2GRAY);
        cvtColor(grey, back, COLOR_GRAY2BGR);
        return back;
    }

    private static Mat text(Mat picture) {
        Mat text = picture.clone();
        putText(text, "(c) 2024 Somebody", new Point(20, picture.rows() - 20), 0, 1, Scalar.all(255));
        return text;
    }

    private static Mat border(Mat picture) {
        Mat border = new Mat();
        int dy = picture.rows() / 50;
        int dx = picture.cols() / 50;
        copyMakeBorder(picture, border, dy, dy, dx, dx, BORDER_CONSTANT, Scalar.all(255));
        return border;
    }

    /** Leaves out a share of width and height, half of it on each side. */
    private static Mat cropped(Mat picture, double share) {
        int dx = (int) (picture.cols() * share / 2);
        int dy = (int) (picture.rows() * share / 2);
        return picture.apply(new Rect(dx, dy, picture.cols() - 2 * dx, picture.rows() - 2 * dy))
                .clone();
    }

    private static Comparison compare(Described one, Described other) {
        int distance = Arrays.stream(HashOrientation.values())
                .mapToInt(orientation -> PerceptualHash.distance(orientation.of(one.hash()), other.hash()))
                .min()
                .orElseThrow();
        double similarity = 0;
        for (int k = 0; k < one.vector().length; k++) {
            similarity += (double) one.vector()[k] * other.vector()[k];
        }
        return new Comparison(distance, similarity);
    }

    private void report() {
        List<Comparison> same = new ArrayList<>();
        List<Comparison> different = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean sameGroup = photos.get(i).group().equals(photos.get(j).group());
                (sameGroup ? same : different).add(compare(photos.get(i), photos.get(j)));
            }
        }
        print("%-22s %7s  share of hash distances           similarity", "", "pairs");
        print("%-22s %7s  <= 4    <= 6    <= 8    <= 10   <= 12     min    5 %%    50 %%   max", "", "");
        edits.forEach(SamenessEvaluation::report);
        report("photos of one group", same);
        report("photos of two groups", different);
        print(
                "least hash distance of two groups: %d",
                different.stream().mapToInt(Comparison::distance).min().orElse(0));
        for (double threshold : new double[] {0.35, 0.40, 0.45, 0.50}) {
            print(
                    "similarity >= %.2f: %d of %d pairs of two groups, %.3f of one group",
                    threshold,
                    different.stream()
                            .filter(pair -> pair.similarity() >= threshold)
                            .count(),
                    different.size(),
                    share(same, pair -> pair.similarity() >= threshold));
        }
    }

    private static void report(String name, List<Comparison> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        double[] similarities =
                pairs.stream().mapToDouble(Comparison::similarity).sorted().toArray();
        StringBuilder shares = new StringBuilder();
        IntStream.of(4, 6, 8, 10, 12)
                .forEach(radius -> shares.append(
                        String.format(Locale.ROOT, "%-8.3f", share(pairs, pair -> pair.distance() <= radius))));
        print(
                "%-22s %7d  %s %.3f  %.3f  %.3f  %.3f",
                name,
                pairs.size(),
                shares,
                similarities[0],
                similarities[similarities.length / 20],
                similarities[similarities.length / 2],
                similarities[similarities.length - 1]);
    }

    private static double share(List<Comparison> pairs, Predicate<Comparison> condition) {
        return (double) pairs.stream().filter(condition).count() / pairs.size();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
