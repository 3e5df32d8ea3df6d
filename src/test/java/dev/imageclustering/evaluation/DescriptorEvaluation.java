package dev.imageclustering.evaluation;

import dev.imageclustering.analysis.ExifReader;
import dev.imageclustering.clustering.DescribedPhotos;
import dev.imageclustering.clustering.GroupingOptions;
import dev.imageclustering.clustering.PairEvidence;
import dev.imageclustering.clustering.PhotoLink;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.clustering.VerifiedGrouping;
import dev.imageclustering.vision.RivalDescriptors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Compares descriptors by how well photos are grouped by each alone: single linkage over the ten nearest by the closeness
 * that is scaled locally, at the threshold that is best for each. Run its main with a folder that has a
 * {@code photos.csv}; a program, not a test.
 */
final class DescriptorEvaluation {

    private DescriptorEvaluation() {}

    private record Best(double threshold, GroupingScore score) {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        LabelledPhotos photos = LabelledPhotos.read(folder, folder.resolve("photos.csv"));
        RivalDescriptors rivals = new RivalDescriptors(photos.files(), DescriptorEvaluation::orientation);
        System.out.printf("%-42s %5s %6s  %s%n", "descriptor", "d", "CPU-ms", GroupingScore.head());
        for (RivalDescriptors.Descriptors descriptors : rivals.all()) {
            Best best = best(descriptors.rows(), photos);
            System.out.printf(
                    Locale.ROOT,
                    "%-42s %5d %6.1f  %s%n",
                    descriptors.name(),
                    descriptors.rows()[0].length,
                    descriptors.cpuMillisEach(),
                    best.score.line("closeness from %.2f".formatted(best.threshold)));
        }
    }

    private static int orientation(Path file) {
        try {
            Integer orientation = new ExifReader().read(file).orientation();
            return orientation == null ? 1 : orientation;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Best best(float[][] rows, LabelledPhotos photos) {
        List<PhotoLink> links = links(rows);
        return DoubleStream.iterate(0.06, threshold -> threshold < 0.8, threshold -> threshold + 0.01)
                .mapToObj(threshold ->
                        new Best(threshold, GroupingScore.of(labels(photos.count(), links, threshold), photos)))
                .reduce((one, other) -> other.score.all().f1() > one.score.all().f1() ? other : one)
                .orElseThrow();
    }

    private static List<PhotoLink> links(float[][] rows) {
        int n = rows.length;
        int d = rows[0].length;
        float[] points = new float[n * d];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows[i], 0, points, i * d, d);
        }
        return VerifiedGrouping.of(
                        DescribedPhotos.withoutTimes(points, n, d),
                        (a, b, mirrorToo) -> PairEvidence.NONE,
                        GroupingOptions.descriptorOnly(Double.NaN),
                        RunMonitor.NONE)
                .links();
    }

    /** Links of a closeness below .05 are left out before, which no threshold reaches down to. */
    private static int[] labels(int n, List<PhotoLink> links, double threshold) {
        List<PhotoLink> close =
                links.stream().filter(link -> link.closeness() >= threshold).toList();
        return Connected.labels(n, close);
    }
}
