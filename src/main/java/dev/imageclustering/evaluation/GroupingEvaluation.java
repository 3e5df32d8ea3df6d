package dev.imageclustering.evaluation;

import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.GroupingOptions;
import dev.imageclustering.clustering.Hdbscan;
import dev.imageclustering.clustering.HdbscanParameters;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.PairEvidence;
import dev.imageclustering.clustering.PairVerifier;
import dev.imageclustering.clustering.PhotoLink;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.clustering.VerifiedGrouping;
import dev.imageclustering.vision.GeometricVerification;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureLimits;
import dev.imageclustering.vision.PictureMatch;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Groups photos whose groups are known by every method, and prints how well each does and what it costs. */
public final class GroupingEvaluation {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE = """
        Usage: evaluate FOLDER TABLE [COUNT]
        Groups the photos that TABLE lists (columns file, group, kind, tier; files relative to FOLDER) and prints how
        well the groups are found again; with a COUNT, as many photos that are made of these.\
        """;

    private final LabelledPhotos photos;
    private final List<String> origins;
    private final PrintStream out;

    private GroupingEvaluation(LabelledPhotos photos, List<String> origins, PrintStream out) {
        this.photos = photos;
        this.origins = origins;
        this.out = out;
    }

    /**
     * The command {@code evaluate FOLDER TABLE [COUNT]}.
     *
     * @param arguments what follows the command's name
     * @return the exit code: 0 when the figures were printed, 1 when the photos could not be read, 2 for wrong arguments
     */
    public static int execute(String[] arguments, PrintStream out, PrintStream err) {
        if (!isUsage(arguments)) {
            err.println(USAGE);
            return WRONG_USAGE;
        }
        Path folder = Path.of(arguments[0]);
        try {
            LabelledPhotos photos = LabelledPhotos.read(folder, folder.resolve(arguments[1]));
            PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);
            if (arguments.length == 2) {
                new GroupingEvaluation(photos, photos.groups(), out).run(MeasuredPhotos.files(photos, engine));
            } else {
                MadePhotos made = new MadePhotos(photos, Integer.parseInt(arguments[2]), engine);
                new GroupingEvaluation(made.labels(), made.origins(), out).run(made.source());
            }
            return DONE;
        } catch (IOException | UnreadablePicture | UncheckedIOException unreadable) {
            err.println("Nothing was measured: " + unreadable.getMessage());
            return FAILED;
        }
    }

    private static boolean isUsage(String[] arguments) {
        return (arguments.length == 2 || (arguments.length == 3 && arguments[2].matches("[1-9]\\d{0,6}")))
                && Files.isDirectory(Path.of(arguments[0]));
    }

    private void run(MeasuredPhotos.Source source) {
        CpuClock measuring = new CpuClock();
        MeasuredPhotos measured = MeasuredPhotos.of(photos.count(), source, measuring);
        out.printf(
                Locale.ROOT,
                "%d photos, descriptor %s%n",
                photos.count(),
                PictureEngine.descriptorModel().id());
        out.printf(
                Locale.ROOT,
                "read and measured: %.1f CPU-ms a photo; local features: %.0f bytes a photo%n",
                measuring.millis() / photos.count(),
                measured.bytesEach());
        out.println(GroupingScore.head());
        CpuClock verifying = new CpuClock();
        long start = System.nanoTime();
        VerifiedGrouping grouping = auto(measured, verifying, true);
        report("auto", grouping.clustering());
        out.printf(Locale.ROOT, "grouped in %.1f s%n", (System.nanoTime() - start) / 1e9);
        out.printf(
                Locale.ROOT,
                "verified: %.1f CPU-ms a photo, %.1f comparisons a photo, %.2f CPU-ms each%n",
                verifying.millis() / photos.count(),
                (double) verifying.calls() / photos.count(),
                verifying.millis() / Math.max(1, verifying.calls()));
        reportLinks(grouping);
        report("auto, verify: false", auto(measured, new CpuClock(), false).clustering());
        report("HDBSCAN 2/1", hdbscan(measured, 2, 1));
        report("HDBSCAN 5/5", hdbscan(measured, 5, 5));
        out.println(new DialEvaluation(grouping).table(photos));
    }

    /** Parts of one photo may show the same thing, as the windows of a house do: such links are told apart. */
    private void reportLinks(VerifiedGrouping grouping) {
        List<PhotoLink> joining = grouping.links().stream()
                .filter(link -> link.strength() >= VerifiedGrouping.THRESHOLD)
                .toList();
        out.printf(
                Locale.ROOT,
                "links: %d, %d of them between groups, of which %d between parts of one photo%n",
                joining.size(),
                joining.stream()
                        .filter(link -> joinsDifferent(photos.groups(), link))
                        .count(),
                joining.stream()
                        .filter(link -> joinsDifferent(photos.groups(), link) && !joinsDifferent(origins, link))
                        .count());
    }

    private static boolean joinsDifferent(List<String> names, PhotoLink link) {
        return !names.get(link.from()).equals(names.get(link.to()));
    }

    private static VerifiedGrouping auto(MeasuredPhotos measured, CpuClock clock, boolean verify) {
        PairVerifier verifier = (a, b, mirrorToo) -> clock.time(() -> {
            PictureMatch match =
                    GeometricVerification.verify(measured.keypoints()[a], measured.keypoints()[b], mirrorToo);
            int comparable = Math.min(measured.keypoints()[a].count(), measured.keypoints()[b].count());
            return new PairEvidence(match.inliers(), match.mirrored(), comparable, match.corroboration());
        });
        double typical = PictureEngine.TYPICAL_SIMILARITY;
        GroupingOptions options = verify ? GroupingOptions.verified(typical) : GroupingOptions.descriptorOnly(typical);
        return VerifiedGrouping.of(
                measured.input(),
                verifier,
                options.withShapeComponents(PictureEngine.shapeComponents()),
                RunMonitor.NONE);
    }

    private static FlatClustering hdbscan(MeasuredPhotos measured, int minClusterSize, int minSamples) {
        return Hdbscan.cluster(
                measured.input().points(),
                measured.input().n(),
                measured.input().d(),
                HdbscanParameters.of(minClusterSize, minSamples, Metric.COSINE).withAllowSingleCluster(false));
    }

    private void report(String method, FlatClustering clustering) {
        out.println(GroupingScore.of(clustering.labels(), photos).line(method));
    }
}
