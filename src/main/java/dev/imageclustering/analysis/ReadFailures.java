package dev.imageclustering.analysis;

import dev.imageclustering.image.ImageFileMissing;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;
import dev.imageclustering.vision.DecoderUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What it means for an image that reading its picture failed, though not because of the picture. */
final class ReadFailures {

    private ReadFailures() {}

    /** Returns what to tell the client. A file is missing only where the storage says so, and still does. */
    static Problem of(ImageId id, Path original, IOException failure) {
        return switch (failure) {
            case DecoderUnavailable unavailable -> new DecoderMissing(id, unavailable);
            case NoSuchFileException missing when Files.notExists(original) -> new ImageFileMissing(id);
            default -> new StorageUnavailable(id, failure);
        };
    }
}
