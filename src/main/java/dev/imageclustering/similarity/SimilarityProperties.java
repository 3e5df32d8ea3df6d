package dev.imageclustering.similarity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How similar images are searched for.
 *
 * @param maxMemory the most memory for vectors, about 1.8 kB an image; 0 for a quarter of the heap. Where more would be
 *     needed, each search reads them from the database: slower, with the same answer
 * @param refresh how long it may take until what is new is in memory, without anybody asking for it; 0 for not before it
 *     is asked for
 */
@ConfigurationProperties("image-clustering.similarity")
public record SimilarityProperties(
        @DefaultValue("0B") DataSize maxMemory,
        @DefaultValue("30s") Duration refresh) {

    long maxBytes() {
        return maxMemory.toBytes() > 0
                ? maxMemory.toBytes()
                : Runtime.getRuntime().maxMemory() / 4;
    }
}
