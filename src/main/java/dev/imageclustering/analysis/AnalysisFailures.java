package dev.imageclustering.analysis;

import dev.imageclustering.shared.Problem;

/** The reasons for which an analysis fails, in words that a client may see. */
final class AnalysisFailures {

    private AnalysisFailures() {}

    static String reason(Throwable cause) {
        return switch (cause) {
            case DecoderMissing missing
            when missing.onPicture() -> "DECODER_DIED: The decoder was ended from outside whenever it read the picture";
            case StorageUnavailable unavailable -> "The file could not be read from the storage";
            case Problem problem -> problem.detail();
            case OutOfMemoryError tooLarge -> "The picture needs more memory than there is";
            default -> "The analysis failed (%s)".formatted(cause.getClass().getSimpleName());
        };
    }
}
