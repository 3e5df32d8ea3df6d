package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Measures how well the technical quality orders photos and their spoilt copies. Run its main with the folder of the
 * photos, by default {@code ../shared/photos}.
 *
 * <p>Photos: every single, and the first of each group; large ones have at least 300,000 pixels at working size. The
 * weights were tuned on the even ones of the large photos; the odd ones and the small ones check them.
 */
final class QualityEvaluation {

    private static final int LARGE = 300_000;

    private record Row(String file, String group, String kind, String rank) {

        static Row of(String line) {
            String[] cells = line.split(",");
            return new Row(cells[0], cells[1], cells[2], line.endsWith(",") ? "" : cells[cells.length - 1]);
        }

        boolean isMade() {
            return kind.startsWith("edited") || kind.startsWith("exif") || kind.startsWith("exposure");
        }
    }

    /** measured[kind][0] is the original, [1..3] its copies by severity. */
    private record Photo(boolean large, QualityMeasurements[][] measured) {}

    private final Path folder;
    private final List<Row> rows;

    private QualityEvaluation(Path folder) throws IOException {
        this.folder = folder;
        try (var lines = Files.lines(folder.resolve("photos.csv"))) {
            rows = lines.skip(1).filter(line -> line.contains("/")).map(Row::of).toList();
        }
    }

    public static void main(String[] args) throws IOException {
        setNumThreads(1);
        QualityEvaluation evaluation = new QualityEvaluation(args.length > 0 ? Path.of(args[0]) : TestPictures.PHOTOS);
        List<Photo> photos = evaluation.photos();
        List<Photo> large = photos.stream().filter(Photo::large).toList();
        report("large, tuned on", everySecond(large, 0), QualityMeasurements::score);
        report("large, held out", everySecond(large, 1), QualityMeasurements::score);
        report("small", photos.stream().filter(photo -> !photo.large).toList(), QualityMeasurements::score);
        report("large, PIQE alone", large, measured -> -measured.piqe());
        report("large, Laplacian alone", large, measured -> measured.detail().laplacianVariance());
        evaluation.reportGroups();
        evaluation.reportCost();
    }

    private static <T> List<T> everySecond(List<T> all, int from) {
        List<T> half = new ArrayList<>();
        for (int i = from; i < all.size(); i += 2) {
            half.add(all.get(i));
        }
        return half;
    }

    private List<Photo> photos() {
        Set<String> groups = new HashSet<>();
        List<Photo> photos = new ArrayList<>();
        for (Row row : rows) {
            if (!row.isMade() && (row.kind.equals("single") || groups.add(row.group))) {
                try (PointerScope _ = new PointerScope()) {
                    Mat picture = TestPictures.photo(folder.resolve(row.file));
                    photos.add(new Photo(picture.total() >= LARGE, measureAll(picture)));
                }
            }
        }
        return photos;
    }

    private static QualityMeasurements[][] measureAll(Mat picture) {
        Degradation[] kinds = Degradation.values();
        QualityMeasurements[][] measured = new QualityMeasurements[kinds.length][4];
        QualityMeasurements original = QualityAssessment.measure(picture, picture.total());
        for (Degradation kind : kinds) {
            measured[kind.ordinal()][0] = original;
            for (int severity = 0; severity < 3; severity++) {
                Mat copy = kind.of(picture, severity);
                measured[kind.ordinal()][severity + 1] = QualityAssessment.measure(copy, picture.total());
            }
        }
        return measured;
    }

    private static void report(String label, List<Photo> photos, ToDoubleFunction<QualityMeasurements> score) {
        System.out.printf(
                "%n%s: %d photos%n%-14s %8s %8s   original beats%n", label, photos.size(), "", "Spearman", "exact");
        for (Degradation kind : Degradation.values()) {
            double spearman = 0;
            int exact = 0;
            int[] wins = new int[3];
            for (Photo photo : photos) {
                double[] scores = new double[4];
                for (int i = 0; i < 4; i++) {
                    scores[i] = score.applyAsDouble(photo.measured[kind.ordinal()][i]);
                }
                double correlation = spearman(scores);
                spearman += correlation;
                exact += correlation > 0.999 ? 1 : 0;
                for (int i = 0; i < 3; i++) {
                    wins[i] += scores[0] > scores[i + 1] ? 1 : 0;
                }
            }
            double n = photos.size();
            System.out.printf(
                    "%-14s %8.3f %8.2f   %.2f %.2f %.2f%n",
                    kind, spearman / n, exact / n, wins[0] / n, wins[1] / n, wins[2] / n);
        }
    }

    // Rank correlation of the scores with the order best to worst; ties count as wrong.
    private static double spearman(double[] scores) {
        int n = scores.length;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            int better = 0;
            for (int j = 0; j < n; j++) {
                better += scores[j] > scores[i] || (scores[j] == scores[i] && j > i) ? 1 : 0;
            }
            squares += (better - i) * (better - i);
        }
        return 1 - 6 * squares / (n * (n * n - 1.0));
    }

    private void reportGroups() {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        rows.stream()
                .filter(Row::isMade)
                .forEach(row -> groups.computeIfAbsent(row.group, group -> new ArrayList<>())
                        .add(row));
        groups.forEach((group, members) -> {
            System.out.printf("%n%s%n", group);
            members.forEach(this::reportMember);
        });
    }

    private void reportMember(Row row) {
        try (PointerScope _ = new PointerScope()) {
            Mat original = imread(folder.resolve(row.file).toString());
            TechnicalQuality quality =
                    QualityAssessment.assess(TestPictures.photo(folder.resolve(row.file)), original.total());
            String name = Path.of(row.file).getFileName().toString();
            System.out.printf("  %-28s rank %1s  %6.2f ", name, row.rank, quality.score());
            for (String part : List.of("sharpness", "exposure", "noise", "artefacts", "resolution")) {
                System.out.printf(" %s %.2f", part, quality.subScores().get(part));
            }
            System.out.println();
        }
    }

    private void reportCost() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (PointerScope _ = new PointerScope()) {
            Mat picture = TestPictures.photo(folder.resolve("singles/mei_Apple_iPhone_5.jpg"));
            for (int i = 0; i < 100; i++) {
                QualityAssessment.assess(picture, 1);
                PerceptualHash.of(picture);
            }
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 100; i++) {
                QualityAssessment.assess(picture, 1);
            }
            long between = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 100; i++) {
                PerceptualHash.of(picture);
            }
            long end = threads.getCurrentThreadCpuTime();
            System.out.printf(
                    "%n%d x %d: quality %.1f CPU-ms, hash %.2f CPU-ms%n",
                    picture.cols(), picture.rows(), (between - start) / 1e8, (end - between) / 1e8);
        }
    }
}
