package dev.imageclustering.storage;

import java.io.IOException;
import java.nio.file.Path;

/** The folder for the photos cannot be made or written to. */
final class UnusableStorage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableStorage(Path root, IOException cause) {
        super("The photos cannot be kept in %s: %s".formatted(root, reason(cause)), cause);
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        return "%s%s.".formatted(cause.getClass().getSimpleName(), message == null ? "" : " at " + message);
    }
}
