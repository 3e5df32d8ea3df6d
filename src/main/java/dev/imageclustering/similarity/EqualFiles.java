package dev.imageclustering.similarity;

import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageFileMissing;
import dev.imageclustering.image.ImageNotFound;
import dev.imageclustering.image.ImageView;
import java.io.IOException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells whether the files of two images have the same bytes. No two images have one content hash; only those of another
 * system, whose hash a migration stood in for, can be equal to others.
 */
@Component
class EqualFiles {

    private static final Logger log = LoggerFactory.getLogger(EqualFiles.class);

    private static final String STAND_IN = "legacy-";

    private final ImageCatalog catalog;

    EqualFiles(ImageCatalog catalog) {
        this.catalog = catalog;
    }

    boolean areEqual(ImageView one, ImageView other) {
        if (!one.imageHash().startsWith(STAND_IN) && !other.imageHash().startsWith(STAND_IN)) {
            return false;
        }
        try {
            return Files.mismatch(
                            catalog.original(one.imageId()).path(),
                            catalog.original(other.imageId()).path())
                    == -1;
        } catch (ImageNotFound | ImageFileMissing gone) {
            return false;
        } catch (IOException unreadable) {
            log.warn("The files of images {} and {} could not be compared", one.id(), other.id(), unreadable);
            return false;
        }
    }
}
