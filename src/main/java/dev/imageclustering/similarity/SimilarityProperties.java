package dev.imageclustering.similarity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How similar images are searched for.
 *
 * @param maxMemory the most memory for vectors, about 1.8 kB an image; 0 for a quarter of the heap. Where more would be
 *     needed, each search reads them from the database: slower, with the same answer
 */
@ConfigurationProperties("image-clustering.similarity")
public record SimilarityProperties(@DefaultValue("0B") DataSize maxMemory) {

    long maxBytes() {
        return maxMemory.toBytes() > 0
                ? maxMemory.toBytes()
                : Runtime.getRuntime().maxMemory() / 4;
    }
}
