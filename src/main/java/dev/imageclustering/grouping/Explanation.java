package dev.imageclustering.grouping;

import dev.imageclustering.clustering.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Why two images are in one group, or why not. Distances are those of the analysis; what has no vector or was not
 * analysed yet has none.
 *
 * @param run the analysis that found the hierarchy
 * @param together whether both are in one group now
 * @param distance how far their vectors are apart
 * @param reachability the least distance at which the hierarchy could link the two directly: their distance, or the
 *     core distance of one if that is greater
 * @param link the link that makes the two one as the distance grows; null if no chain of links joins them
 * @param summary all of this in plain words
 */
public record Explanation(
        int run,
        Metric metric,
        boolean together,
        @Nullable Double distance,
        @Nullable Double reachability,
        @Nullable Link link,
        End a,
        End b,
        String summary) {

    /** A link of the hierarchy between two images. */
    public record Link(int from, int to, double distance) {}

    /**
     * One of the two images.
     *
     * @param coreDistance how far the neighbour is that makes it dense
     * @param nearest the nearest image of its own group
     * @param rival the nearest image outside its group
     */
    public record End(
            int imageId,
            @Nullable String label,
            @Nullable Double coreDistance,
            @Nullable Near nearest,
            @Nullable Near rival) {}

    /** Another image. */
    public record Near(int imageId, @Nullable String label, double distance) {}
}
