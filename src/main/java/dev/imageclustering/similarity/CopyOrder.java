package dev.imageclustering.similarity;

import dev.imageclustering.analysis.QualityMetric;
import dev.imageclustering.image.ImageStanding;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which copy of a picture to keep: the one of the best quality, then of the most pixels, the largest file, the oldest. */
final class CopyOrder {

    static final Comparator<ImageStanding> BEST_FIRST = Comparator.comparing(
                    CopyOrder::quality, Comparator.nullsLast(Comparator.<Double>reverseOrder()))
            .thenComparing(ImageStanding::pixels, Comparator.reverseOrder())
            .thenComparing(CopyOrder::fileSize, Comparator.reverseOrder())
            .thenComparingInt(ImageStanding::id);

    private CopyOrder() {}

    /** Returns why the best comes before the second. */
    static String reason(ImageStanding best, ImageStanding second) {
        Double quality = quality(best);
        Double other = quality(second);
        if (quality != null && !quality.equals(other)) {
            return other == null
                    ? "the only one whose quality is known"
                    : String.format(Locale.ROOT, "best quality: %.3f against %.3f", quality, other);
        }
        if (best.pixels() != second.pixels()) {
            return "most pixels: %s against %s".formatted(size(best), size(second));
        }
        if (fileSize(best) != fileSize(second)) {
            return "largest file: %d against %d bytes".formatted(fileSize(best), fileSize(second));
        }
        return "stored first";
    }

    /** Scores of other metrics, which other systems have left, mean nothing beside ours. */
    private static @Nullable Double quality(ImageStanding standing) {
        return QualityMetric.TECHNICAL.label().equals(standing.qualityMetric()) ? standing.qualityScore() : null;
    }

    private static long fileSize(ImageStanding standing) {
        return standing.fileSize() == null ? 0 : standing.fileSize();
    }

    private static String size(ImageStanding standing) {
        return standing.pixels() == 0 ? "unknown" : "%d x %d".formatted(standing.width(), standing.height());
    }
}
