package dev.imageclustering.evaluation;

import dev.imageclustering.clustering.DescribedPhotos;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.GroupingOptions;
import dev.imageclustering.clustering.PairEvidence;
import dev.imageclustering.clustering.PairVerifier;
import dev.imageclustering.clustering.PhotoLink;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.clustering.VerifiedGrouping;
import dev.imageclustering.vision.GeometricVerification;
import dev.imageclustering.vision.KeypointFeatures;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureLimits;
import dev.imageclustering.vision.PictureMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells how far the figures of {@code evaluate} can be trusted on other photos. Run its main with a folder that has a
 * {@code photos.csv}, and more folders whose photos are taken for photos of their own, copies of others left out.
 *
 * <p>Prints the links between photos of different groups, the figures with the range in which nine of ten samples of the
 * groups lie, the same for a mix in which three of five photos are alone, and what is found in each fifth of the groups
 * with the weights and the threshold that do best on the four others.
 */
final class GroupingValidation {

    private static final long SEED = 20_261_125;
    private static final int SAMPLES = 2000;
    private static final int FOLDS = 5;

    /** The share of photos of their own in the mix of a first study: 1,321 of 2,176. */
    private static final double SINGLES = 1321 / 2176.0;

    /** A photo of the further folders with so many places in common with another is a copy of it. */
    private static final int COPY = 10;

    private static final int SMALLEST_FILE = 20_000;
    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "heic", "heif", "webp", "mpo", "avif");

    private final LabelledPhotos photos;
    private final MeasuredPhotos measured;

    private GroupingValidation(LabelledPhotos photos, MeasuredPhotos measured) {
        this.photos = photos;
        this.measured = measured;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        LabelledPhotos known = LabelledPhotos.read(folder, folder.resolve("photos.csv"));
        GroupingValidation validation = of(known);
        System.out.println("Known photos");
        validation.report();
        if (args.length > 1) {
            List<Path> more = new ArrayList<>();
            for (String name : Arrays.asList(args).subList(1, args.length)) {
                more.addAll(photosUnder(Path.of(name)));
            }
            System.out.println("Known photos and more that are alone");
            validation.with(more).report();
        }
    }

    private static GroupingValidation of(LabelledPhotos photos) {
        PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);
        return new GroupingValidation(
                photos, MeasuredPhotos.of(photos.count(), MeasuredPhotos.files(photos, engine), new CpuClock()));
    }

    private static List<Path> photosUnder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> EXTENSIONS.contains(extension(file)))
                    .filter(file -> file.toFile().length() > SMALLEST_FILE)
                    .filter(GroupingValidation::isReadable)
                    .sorted()
                    .toList();
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isReadable(Path file) {
        try {
            of(new LabelledPhotos(List.of(file), List.of(""), List.of("")));
            return true;
        } catch (UncheckedIOException unreadable) {
            return false;
        }
    }

    /** Leaves out what is a copy of one before it, until there is none. */
    private GroupingValidation with(List<Path> more) {
        GroupingValidation all = of(joined(more));
        while (true) {
            Set<Integer> copies = all.grouping().links().stream()
                    .filter(link ->
                            link.to() >= photos.count() && link.evidence().inliers() >= COPY)
                    .map(PhotoLink::to)
                    .collect(Collectors.toSet());
            if (copies.isEmpty()) {
                return all;
            }
            all = all.without(copies);
        }
    }

    private GroupingValidation without(Set<Integer> left) {
        int[] kept = IntStream.range(0, photos.count())
                .filter(i -> !left.contains(i))
                .toArray();
        int d = measured.input().d();
        float[] points = new float[kept.length * d];
        long[] times = new long[kept.length];
        KeypointFeatures[] keypoints = new KeypointFeatures[kept.length];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(measured.input().points(), kept[i] * d, points, i * d, d);
            times[i] = measured.input().times()[kept[i]];
            keypoints[i] = measured.keypoints()[kept[i]];
        }
        return new GroupingValidation(
                new LabelledPhotos(
                        IntStream.of(kept).mapToObj(photos.files()::get).toList(),
                        IntStream.of(kept).mapToObj(photos.groups()::get).toList(),
                        IntStream.of(kept).mapToObj(photos.tiers()::get).toList()),
                new MeasuredPhotos(new DescribedPhotos(points, kept.length, d, times), keypoints));
    }

    private LabelledPhotos joined(List<Path> more) {
        List<Path> files = new ArrayList<>(photos.files());
        List<String> groups = new ArrayList<>(photos.groups());
        List<String> tiers = new ArrayList<>(photos.tiers());
        for (Path file : more) {
            files.add(file);
            groups.add(file.toString());
            tiers.add("");
        }
        return new LabelledPhotos(files, groups, tiers);
    }

    private VerifiedGrouping grouping() {
        PairVerifier verifier = (a, b, mirrorToo) -> {
            KeypointFeatures one = measured.keypoints()[a];
            KeypointFeatures other = measured.keypoints()[b];
            PictureMatch match = GeometricVerification.verify(one, other, mirrorToo);
            return new PairEvidence(
                    match.inliers(), match.mirrored(), Math.min(one.count(), other.count()), match.corroboration());
        };
        GroupingOptions options = GroupingOptions.verified(PictureEngine.TYPICAL_SIMILARITY)
                .withShapeComponents(PictureEngine.shapeComponents());
        return VerifiedGrouping.of(measured.input(), verifier, options, RunMonitor.NONE);
    }

    private void report() {
        VerifiedGrouping grouping = grouping();
        System.out.printf(Locale.ROOT, "%d photos%n", photos.count());
        reportFalseLinks(grouping.links());
        Seats verified = Seats.of(grouping.clustering().labels(), photos.groups());
        reportFigures("auto", verified);
        FlatClustering byDescriptor = VerifiedGrouping.of(
                        measured.input(),
                        (a, b, mirrorToo) -> PairEvidence.NONE,
                        GroupingOptions.descriptorOnly(PictureEngine.TYPICAL_SIMILARITY)
                                .withShapeComponents(PictureEngine.shapeComponents()),
                        RunMonitor.NONE)
                .clustering();
        reportFigures("auto, verify: false", Seats.of(byDescriptor.labels(), photos.groups()));
        reportCrossValidation(grouping.links());
        System.out.println();
    }

    private boolean isRight(PhotoLink link) {
        return photos.groups().get(link.from()).equals(photos.groups().get(link.to()));
    }

    private void reportFalseLinks(List<PhotoLink> links) {
        List<PhotoLink> wrong = links.stream()
                .filter(link -> !isRight(link))
                .sorted(Comparator.comparingDouble(PhotoLink::strength).reversed())
                .toList();
        long false_ = wrong.stream()
                .filter(link -> link.strength() >= VerifiedGrouping.THRESHOLD)
                .count();
        System.out.printf(
                Locale.ROOT,
                "%d links between groups, %.2f per 1,000 photos; the strongest:%n",
                false_,
                1000.0 * false_ / photos.count());
        for (PhotoLink link : wrong.subList(0, Math.min(6, wrong.size()))) {
            System.out.printf(
                    Locale.ROOT,
                    "  %.2f: %d places, corroboration %.1f, closeness %.2f, %s and %s%n",
                    link.strength(),
                    link.evidence().inliers(),
                    link.evidence().corroboration(),
                    link.closeness(),
                    photos.files().get(link.from()).getFileName(),
                    photos.files().get(link.to()).getFileName());
        }
    }

    private void reportFigures(String method, Seats seats) {
        double[] once = new double[seats.count()];
        Arrays.fill(once, 1);
        double[] mixed = seats.weightsForSingles(SINGLES);
        System.out.printf("%s: %s%n  %s%n", method, seats.weighted(once), ranges(seats, once));
        System.out.printf("  where 61 %% are alone: %s%n  %s%n", seats.weighted(mixed), ranges(seats, mixed));
    }

    /** Draws as many groups as there are, each as often as chance has it, over and over (B. Efron 1979). */
    private String ranges(Seats seats, double[] weights) {
        List<List<Integer>> units = List.copyOf(IntStream.range(0, seats.count())
                .boxed()
                .collect(Collectors.groupingBy(photos.groups()::get))
                .values());
        Random random = new Random(SEED);
        double[] f1 = new double[SAMPLES];
        double[] recall = new double[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            double[] drawn = new double[seats.count()];
            for (int u = 0; u < units.size(); u++) {
                units.get(random.nextInt(units.size())).forEach(i -> drawn[i] += weights[i]);
            }
            Seats.Figures figures = seats.weighted(drawn);
            f1[s] = figures.f1();
            recall[s] = figures.pairRecall();
        }
        Arrays.sort(f1);
        Arrays.sort(recall);
        return String.format(
                Locale.ROOT,
                "nine of ten samples: F1 %.3f to %.3f, recall of pairs %.3f to %.3f",
                f1[SAMPLES / 20],
                f1[SAMPLES - SAMPLES / 20],
                recall[SAMPLES / 20],
                recall[SAMPLES - SAMPLES / 20]);
    }

    /** Photos of one group are in one fifth. */
    private int fold(int photo) {
        return Math.floorMod(new Random(photos.groups().get(photo).hashCode()).nextInt(), FOLDS);
    }

    private void reportCrossValidation(List<PhotoLink> links) {
        int[] labels = new int[photos.count()];
        Seats[] seats = new Seats[FOLDS];
        for (int fold = 0; fold < FOLDS; fold++) {
            LinkWeights best = best(links, fold);
            seats[fold] = Seats.of(best.labels(photos.count(), links), photos.groups());
            System.out.printf("  fifth %d: %s%n", fold + 1, best);
        }
        double[] once = new double[labels.length];
        Arrays.fill(once, 1);
        Seats held = new Seats(new int[labels.length], new int[labels.length], new int[labels.length]);
        for (int i = 0; i < labels.length; i++) {
            Seats own = seats[fold(i)];
            held.cluster()[i] = own.cluster()[i];
            held.group()[i] = own.group()[i];
            held.both()[i] = own.both()[i];
        }
        System.out.printf("  held-out fifths together: %s%n", held.weighted(once));
    }

    /** The weights that find most in the four other fifths, the threshold being half a place above any false link there. */
    private LinkWeights best(List<PhotoLink> links, int fold) {
        List<PhotoLink> learned = links.stream()
                .filter(link -> fold(link.from()) != fold && fold(link.to()) != fold)
                .toList();
        List<PhotoLink> wrong = learned.stream().filter(link -> !isRight(link)).toList();
        double[] weights = IntStream.range(0, photos.count())
                .mapToDouble(i -> fold(i) == fold ? 0 : 1)
                .toArray();
        return LinkWeights.all()
                .map(choice -> choice.above(wrong))
                .max(Comparator.comparingDouble(
                        choice -> Seats.of(choice.labels(photos.count(), learned), photos.groups())
                                .weighted(weights)
                                .f1()))
                .orElseThrow();
    }
}
