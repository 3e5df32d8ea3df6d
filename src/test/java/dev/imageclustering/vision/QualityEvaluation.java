package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Measures how well each metric orders photos and their copies spoilt in five grades, at working size. Run its main with
 * the folder of the photos, by default {@code ../shared/photos}; {@code --fit} fits the weights of the technical quality
 * instead.
 *
 * <p>Photos: every single, and the first of each group; what came about by editing or bracketing is told apart. The
 * weights were fitted to the even ones; the odd ones check them. BRISQUE and NIQE, which take long, are measured on a
 * third of these, without singles: from them the model of NIQE was learned.
 */
final class QualityEvaluation {

    /** The distortions that the target is for; the others are extra. */
    private static final Set<Degradation> CORE = Set.of(
            Degradation.DEFOCUS,
            Degradation.MOTION,
            Degradation.NOISE,
            Degradation.JPEG,
            Degradation.UNDEREXPOSURE,
            Degradation.OVEREXPOSURE);

    // As cameras and programs save by default.
    private static final int SAVED_QUALITY = 93;

    // Light that is half a stop below white.
    private static final double LIGHT_TO_SPARE = 0.85;

    private record Row(String file, String group, String kind, String rank) {

        static Row of(String line) {
            String[] cells = line.split(",");
            return new Row(cells[0], cells[1], cells[2], line.endsWith(",") ? "" : cells[cells.length - 1]);
        }

        boolean isMade() {
            return kind.startsWith("edited") || kind.startsWith("exif") || kind.startsWith("exposure");
        }
    }

    /**
     * A photo as it was measured.
     *
     * @param values of a kind first the original's, then those of its copies by grade: what technical, piqe, brisque and
     *     niqe say, and technical once more when all are saved as JPEG first; more being better
     * @param white level that half a percent of the pixels exceed
     */
    private record Photo(double[][][] values, double white) {}

    private static final QualityScorer PIQE = QualityScorer.piqe();

    private final PictureEngine engine = new PictureEngine(new ReadingHere(PictureLimits.DEFAULT, 1 << 30));
    private final Path folder;
    private final List<Row> rows;
    private final QualityScorer brisque = QualityScorer.brisque();
    private final QualityScorer niqe = QualityScorer.niqe();

    private QualityEvaluation(Path folder) throws IOException {
        this.folder = folder;
        try (var lines = Files.lines(folder.resolve("photos.csv"))) {
            rows = lines.skip(1).filter(line -> line.contains("/")).map(Row::of).toList();
        }
    }

    public static void main(String[] args) throws IOException {
        OpenCv.load();
        setNumThreads(1);
        boolean fit = args.length > 0 && args[args.length - 1].equals("--fit");
        QualityEvaluation evaluation =
                new QualityEvaluation(args.length > (fit ? 1 : 0) ? Path.of(args[0]) : TestPictures.PHOTOS);
        if (fit) {
            QualityWeights.fit(everySecond(evaluation.sources(), 0));
            return;
        }
        evaluation.reportGroups();
        List<Photo> learned = evaluation.photos(everySixthOfTheGroups(evaluation.sourceRows()), true);
        report("brisque, some of those held out", learned, 2);
        report("niqe, some of those held out", learned, 3);
        List<Photo> heldOut = evaluation.photos(everySecond(evaluation.sourceRows(), 1), false);
        report("technical, held out", heldOut, 0);
        report("technical, held out, light to spare", withLightToSpare(heldOut), 0);
        report("technical, held out, all saved as JPEG", heldOut, 4);
        report("piqe, held out", heldOut, 1);
        List<Photo> tunedOn = evaluation.photos(everySecond(evaluation.sourceRows(), 0), false);
        report("technical, tuned on", tunedOn, 0);
        report("technical, tuned on, all saved as JPEG", tunedOn, 4);
        FineEvaluation.report(evaluation.sources());
        evaluation.reportCost();
    }

    private static <T> List<T> everySecond(List<T> all, int from) {
        List<T> half = new ArrayList<>();
        for (int i = from; i < all.size(); i += 2) {
            half.add(all.get(i));
        }
        return half;
    }

    // Half a stop more light cuts nothing off these: it is a matter of taste which of the two is better.
    private static List<Photo> withLightToSpare(List<Photo> photos) {
        return photos.stream().filter(photo -> photo.white < LIGHT_TO_SPARE).toList();
    }

    // The two take long, and one of them was learned from the singles.
    private static List<Row> everySixthOfTheGroups(List<Row> rows) {
        List<Row> heldOut = everySecond(rows, 1).stream()
                .filter(row -> !row.kind.equals("single"))
                .toList();
        return IntStream.range(0, heldOut.size())
                .filter(i -> i % 3 == 0)
                .mapToObj(heldOut::get)
                .toList();
    }

    private List<Path> sources() {
        return sourceRows().stream().map(row -> folder.resolve(row.file)).toList();
    }

    private List<Row> sourceRows() {
        Set<String> groups = new HashSet<>();
        return rows.stream()
                .filter(row -> !row.isMade() && (row.kind.equals("single") || groups.add(row.group)))
                .toList();
    }

    private List<Photo> photos(List<Row> chosen, boolean learned) {
        List<Photo> photos = new ArrayList<>();
        for (Row row : chosen) {
            try (PointerScope _ = new PointerScope()) {
                Mat picture = TestPictures.photo(folder.resolve(row.file));
                double white = QualityAssessment.measure(picture, OriginalPicture.of(1))
                        .exposure()
                        .white();
                photos.add(new Photo(measureAll(picture, learned), white));
            }
        }
        return photos;
    }

    private double[][][] measureAll(Mat picture, boolean learned) {
        double[][][] values = new double[Degradation.values().length][Degradation.GRADES + 1][];
        double[] original = measure(picture, learned);
        for (Degradation kind : Degradation.values()) {
            values[kind.ordinal()][0] = original;
            for (int grade = 0; grade < Degradation.GRADES; grade++) {
                try (PointerScope _ = new PointerScope()) {
                    values[kind.ordinal()][grade + 1] = measure(kind.of(picture, grade), learned);
                }
            }
        }
        return values;
    }

    private double[] measure(Mat picture, boolean learned) {
        if (learned) {
            return new double[] {0, 0, -brisque.score(picture), -niqe.score(picture), 0};
        }
        Mat saved = Degradation.JPEG.apply(picture, SAVED_QUALITY);
        return new double[] {technical(picture), -PIQE.score(picture), 0, 0, technical(saved)};
    }

    private static double technical(Mat picture) {
        return QualityAssessment.assess(picture, OriginalPicture.of(picture.total()))
                .score();
    }

    private static void report(String label, List<Photo> photos, int metric) {
        System.out.printf("%n%s: %d photos%n%-14s %8s   original beats%n", label, photos.size(), "", "Spearman");
        double[] core = new double[Degradation.GRADES];
        for (Degradation kind : Degradation.values()) {
            double spearman = 0;
            double[] wins = new double[Degradation.GRADES];
            for (Photo photo : photos) {
                double[] scores = Arrays.stream(photo.values[kind.ordinal()])
                        .mapToDouble(values -> values[metric])
                        .toArray();
                spearman += spearman(scores) / photos.size();
                for (int grade = 0; grade < wins.length; grade++) {
                    wins[grade] += scores[0] > scores[grade + 1] ? 1.0 / photos.size() : 0;
                }
            }
            System.out.printf("%-14s %8.3f  %s%n", kind, spearman, shares(wins));
            for (int grade = 0; grade < wins.length; grade++) {
                core[grade] += CORE.contains(kind) ? wins[grade] / CORE.size() : 0;
            }
        }
        System.out.printf(
                "%-14s %8s  %s  all grades %.3f%n",
                "the six", "", shares(core), Arrays.stream(core).average().orElse(0));
    }

    private static String shares(double[] wins) {
        StringBuilder text = new StringBuilder();
        for (double win : wins) {
            text.append(" %.2f".formatted(win));
        }
        return text.toString();
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
        Path file = folder.resolve(row.file);
        try {
            TechnicalQuality quality = engine.quality(file, 1);
            Map<String, Double> parts = new HashMap<>(quality.subScores());
            parts.putAll(engine.fineParts(file));
            double ranked = TechnicalQuality.of(parts).score();
            System.out.printf(
                    "  %-28s rank %1s  %6.2f in a ranking %6.2f ",
                    file.getFileName(), row.rank, quality.score(), ranked);
            Stream.concat(TechnicalQuality.PARTS.stream(), TechnicalQuality.FINE_PARTS.stream())
                    .forEach(part -> System.out.printf(" %s %.2f", part, parts.get(part)));
            System.out.println();
        } catch (UnreadablePicture | IOException unreadable) {
            throw new IllegalStateException(row.file, unreadable);
        }
    }

    private void reportCost() {
        try (PointerScope _ = new PointerScope()) {
            Mat picture = TestPictures.photo(folder.resolve("singles/mei_Apple_iPhone_5.jpg"));
            System.out.printf(
                    "%n%d x %d, CPU-ms: technical %.1f, piqe %.1f, brisque %.1f, niqe %.1f%n",
                    picture.cols(),
                    picture.rows(),
                    cost(() -> QualityAssessment.assess(picture, OriginalPicture.of(1))),
                    cost(() -> QualityScorer.piqe().score(picture)),
                    cost(() -> brisque.score(picture)),
                    cost(() -> niqe.score(picture)));
        }
    }

    private static double cost(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20; i++) {
            work.run();
        }
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 20; i++) {
            work.run();
        }
        return (threads.getCurrentThreadCpuTime() - start) / 20e6;
    }
}
