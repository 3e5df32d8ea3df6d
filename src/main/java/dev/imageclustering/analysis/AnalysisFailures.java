package dev.imageclustering.analysis;

import dev.imageclustering.shared.Problem;
import java.io.IOException;

/** The reasons for which an analysis fails, in words that a client may see. */
final class AnalysisFailures {

    private AnalysisFailures() {}

    static String reason(Throwable cause) {
        return switch (cause) {
            case Problem problem -> problem.detail();
            case IOException unreadable -> "The file could not be read from the storage";
            case OutOfMemoryError tooLarge -> "The picture needs more memory than there is";
            default -> "The analysis failed (%s)".formatted(cause.getClass().getSimpleName());
        };
    }
}
