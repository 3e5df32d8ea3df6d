package dev.imageclustering.platform.embedded;

import java.nio.file.Path;

/** Another living process works on the same data directory. */
public final class DataDirectoryInUse extends EmbeddedDatabaseFailure {

    DataDirectoryInUse(Path directory, String process) {
        super(
                "The data directory %s is in use by process %s; stop it, or set IMAGE_CLUSTERING_EMBEDDED_DATABASE_DIRECTORY to another directory."
                        .formatted(directory, process));
    }
}
