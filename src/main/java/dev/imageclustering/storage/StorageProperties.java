package dev.imageclustering.storage;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where photos are kept.
 *
 * @param root the folder that holds originals and thumbnails
 * @param trashRetention how long a file that no image names is kept in the trash before it is deleted
 */
@ConfigurationProperties("image-clustering.storage")
public record StorageProperties(
        @DefaultValue("data/photos") Path root,
        @DefaultValue("7d") Duration trashRetention) {}
