package dev.imageclustering.storage;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where photos are kept.
 *
 * @param root the folder that holds originals and thumbnails
 * @param legacyRoot the folder that the rows of the Python system say they are in, where that is not the root any more;
 *     a path below it means the same path below the root
 * @param trashRetention how long a file that no image names is kept in the trash before it is deleted
 */
@ConfigurationProperties("image-clustering.storage")
public record StorageProperties(
        @DefaultValue("data/photos") Path root,
        @Nullable Path legacyRoot,
        @DefaultValue("7d") Duration trashRetention) {}
