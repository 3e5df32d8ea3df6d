package dev.imageclustering.evaluation;

import dev.imageclustering.clustering.DescribedPhotos;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.GroupingOptions;
import dev.imageclustering.clustering.Hdbscan;
import dev.imageclustering.clustering.HdbscanParameters;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.PairEvidence;
import dev.imageclustering.clustering.PairVerifier;
import dev.imageclustering.clustering.PhotoLink;
import dev.imageclustering.clustering.Proposals;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.clustering.VerifiedGrouping;
import dev.imageclustering.vision.GeometricVerification;
import dev.imageclustering.vision.ImageEncoder;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureLimits;
import dev.imageclustering.vision.PictureMatch;
import dev.imageclustering.vision.UnreadablePicture;
import dev.imageclustering.vision.UnusableModel;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Groups photos whose groups are known by every method, and prints how well each does and what it costs. */
public final class GroupingEvaluation {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final String MODEL = ".onnx";

    private static final String USAGE = """
        Usage: evaluate FOLDER TABLE [COUNT | MODEL]
        Groups the photos that TABLE lists (columns file, group, kind, tier; files relative to FOLDER) and prints how
        well the groups are found again; with a COUNT, as many photos that are made of these; with a MODEL, an ONNX
        image encoder (.onnx) with its properties file beside it, by its vectors as well.\
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
     * The command {@code evaluate FOLDER TABLE [COUNT | MODEL]}.
     *
     * @param arguments what follows the command's name
     * @return the exit code: 0 when the figures were printed, 1 when the photos or the model could not be read, 2 for wrong arguments
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
                new GroupingEvaluation(photos, photos.groups(), out).run(MeasuredPhotos.files(photos, engine), null);
            } else if (arguments[2].endsWith(MODEL)) {
                new GroupingEvaluation(photos, photos.groups(), out)
                        .run(
                                MeasuredPhotos.files(photos, engine),
                                new EncodedPhotos(photos, engine, ImageEncoder.load(Path.of(arguments[2]))));
            } else {
                MadePhotos made = new MadePhotos(photos, Integer.parseInt(arguments[2]), engine);
                new GroupingEvaluation(made.labels(), made.origins(), out).run(made.source(), null);
            }
            return DONE;
        } catch (IOException | UnreadablePicture | UnusableModel | UncheckedIOException unreadable) {
            err.println("Nothing was measured: " + unreadable.getMessage());
            return FAILED;
        }
    }

    private static boolean isUsage(String[] arguments) {
        boolean known = arguments.length == 2
                || (arguments.length == 3 && (arguments[2].matches("[1-9]\\d{0,6}") || arguments[2].endsWith(MODEL)));
        return known && Files.isDirectory(Path.of(arguments[0]));
    }

    private void run(MeasuredPhotos.Source source, @Nullable EncodedPhotos encoded) {
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
        VerifiedGrouping grouping = auto(measured, Proposals.NONE, verifying, true);
        report("auto", grouping.clustering());
        out.printf(Locale.ROOT, "grouped in %.1f s%n", (System.nanoTime() - start) / 1e9);
        out.printf(
                Locale.ROOT,
                "verified: %.1f CPU-ms a photo, %.1f comparisons a photo, %.2f CPU-ms each%n",
                verifying.millis() / photos.count(),
                (double) verifying.calls() / photos.count(),
                verifying.millis() / Math.max(1, verifying.calls()));
        reportLinks(grouping);
        report(
                "auto, verify: false",
                auto(measured, Proposals.NONE, new CpuClock(), false).clustering());
        report("HDBSCAN 2/1", hdbscan(measured.input(), 2, 1));
        report("HDBSCAN 5/5", hdbscan(measured.input(), 5, 5));
        if (encoded != null) {
            report(encoded, measured);
        }
        out.println(new DialEvaluation(grouping).table(photos));
    }

    /** A photo that the model makes nothing of stays alone where its vectors are all there is. */
    private void report(EncodedPhotos encoded, MeasuredPhotos measured) {
        CpuClock encoding = new CpuClock();
        Proposals proposals = encoded.proposals(encoding);
        out.printf(
                Locale.ROOT,
                "%s: %d vectors of %d values, %.1f CPU-ms a photo%n",
                encoded.model(),
                proposals.photos().length,
                proposals.d(),
                encoding.millis() / photos.count());
        report(
                "auto, model proposes",
                auto(measured, proposals, new CpuClock(), true).clustering());
        DescribedPhotos alone =
                DescribedPhotos.withoutTimes(proposals.points(), proposals.photos().length, proposals.d());
        report("model, HDBSCAN 2/1", of(proposals, hdbscan(alone, 2, 1)));
        report("model, HDBSCAN 5/5", of(proposals, hdbscan(alone, 5, 5)));
    }

    private int[] of(Proposals proposals, FlatClustering clustering) {
        int[] labels = new int[photos.count()];
        Arrays.fill(labels, FlatClustering.NOISE);
        for (int i = 0; i < proposals.photos().length; i++) {
            labels[proposals.photos()[i]] = clustering.labels()[i];
        }
        return labels;
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

    private static VerifiedGrouping auto(MeasuredPhotos measured, Proposals proposals, CpuClock clock, boolean verify) {
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
                proposals,
                verifier,
                options.withShapeComponents(PictureEngine.shapeComponents()),
                RunMonitor.NONE);
    }

    private static FlatClustering hdbscan(DescribedPhotos described, int minClusterSize, int minSamples) {
        return Hdbscan.cluster(
                described.points(),
                described.n(),
                described.d(),
                HdbscanParameters.of(minClusterSize, minSamples, Metric.COSINE).withAllowSingleCluster(false));
    }

    private void report(String method, FlatClustering clustering) {
        report(method, clustering.labels());
    }

    private void report(String method, int[] labels) {
        out.println(GroupingScore.of(labels, photos).line(method));
    }
}
