package dev.imageclustering.similarity;

import dev.imageclustering.analysis.QualityMetric;
import dev.imageclustering.image.ImageStanding;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * Which copy of a picture to keep: the one of the best quality, then of the most pixels, the largest file, the oldest.
 *
 * @param byQuality whether the qualities compare: all are known, and of one version of what computes them. Else they
 *     decide nothing, since a score of another version means nothing beside ours, and no score says nothing either
 */
record CopyOrder(boolean byQuality) {

    /** The metric that the copies compete by. */
    static final String METRIC = QualityMetric.TECHNICAL.label();

    private static final Comparator<ImageStanding> BY_SIZE = Comparator.comparingLong(ImageStanding::pixels)
            .reversed()
            .thenComparing(CopyOrder::fileSize, Comparator.reverseOrder())
            .thenComparingInt(ImageStanding::id);

    /** Returns the order of images that may be copies of each other. */
    static CopyOrder of(Collection<ImageStanding> rivals) {
        boolean known = rivals.stream().allMatch(rival -> rival.quality() != null && rival.qualityModel() != null);
        return new CopyOrder(known
                && rivals.stream().map(ImageStanding::qualityModel).distinct().count() <= 1);
    }

    Comparator<ImageStanding> bestFirst() {
        return byQuality
                ? Comparator.comparingDouble(CopyOrder::quality).reversed().thenComparing(BY_SIZE)
                : BY_SIZE;
    }

    /** Returns why the best comes before the second. */
    String reason(ImageStanding best, ImageStanding second) {
        if (byQuality && quality(best) != quality(second)) {
            return String.format(Locale.ROOT, "best quality: %.3f against %.3f", quality(best), quality(second));
        }
        if (best.pixels() != second.pixels()) {
            return "most pixels: %s against %s".formatted(size(best), size(second));
        }
        if (fileSize(best) != fileSize(second)) {
            return "largest file: %d against %d bytes".formatted(fileSize(best), fileSize(second));
        }
        return "stored first";
    }

    private static double quality(ImageStanding standing) {
        return Objects.requireNonNull(standing.quality());
    }

    private static long fileSize(ImageStanding standing) {
        return standing.fileSize() == null ? 0 : standing.fileSize();
    }

    private static String size(ImageStanding standing) {
        return standing.pixels() == 0 ? "unknown" : "%d x %d".formatted(standing.width(), standing.height());
    }
}
