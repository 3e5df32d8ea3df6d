package dev.imageclustering.analysis;

import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;
import java.io.IOException;

/** The storage has an image's file, or may have it, and does not give it out; later it may. */
public final class StorageUnavailable extends Problem {

    private static final long serialVersionUID = 1L;

    StorageUnavailable(ImageId id, IOException cause) {
        super(
                Kind.UNAVAILABLE,
                "storage-unavailable",
                "The file of image %s could not be read from the storage; try again.".formatted(id));
        initCause(cause);
    }
}
