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
 * @param evidence what speaks for the two by themselves; null where the analysis did not weigh links
 * @param decided what people decided on the two, be it through others; null if nothing
 * @param link the link that makes the two one as the distance grows; null if no chain of links joins them
 * @param summary all of this in plain words
 */
public record Explanation(
        int run,
        Metric metric,
        boolean together,
        @Nullable Double distance,
        @Nullable Double reachability,
        @Nullable Evidence evidence,
        @Nullable DecisionKind decided,
        @Nullable Link link,
        End a,
        End b,
        String summary) {

    /**
     * A link of the hierarchy between two images.
     *
     * @param evidence what speaks for it; null where the analysis did not weigh links
     */
    public record Link(
            int from, int to, double distance, @Nullable Evidence evidence) {}

    /**
     * What speaks for two images being of one group. Local features are not known where the analysis did not verify.
     *
     * @param places how many places of the one are found in the other
     * @param comparable how many places the image has that has fewer
     * @param corroboration what all local features say for the motion that brings the one onto the other, against chance:
     *     the logarithm of a likelihood ratio, 0 or more
     * @param mirrored whether they are found in its mirror image
     * @param closeness how alike the two are on the whole, against those around them: 1 for equal vectors, 0 for as alike
     *     as others are, negative below
     * @param secondsApart the time between the shots, null where one is not known
     * @param strength all together
     * @param threshold the strength from which on a link joins two images
     */
    public record Evidence(
            @Nullable Integer places,
            @Nullable Integer comparable,
            @Nullable Boolean mirrored,
            @Nullable Double corroboration,
            double closeness,
            @Nullable Double secondsApart,
            double strength,
            double threshold) {}

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
