package dev.imageclustering.grouping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run made of the groups of another. An image without a group is a group of its own here.
 *
 * @param images how many images both have grouped or left alone; only these are compared
 * @param added images that only the later one has
 * @param removed images that only the earlier one has
 * @param adjustedRandIndex how alike the two are: 1 if they are the same, about 0 if by chance only (L. Hubert,
 *     P. Arabie, Comparing partitions, Journal of Classification 2, 1985)
 * @param pairs what became of the pairs of images
 * @param groups what became of the groups
 * @param movedCount how many images have another label
 * @param moved the first of them by id
 */
public record RunDifference(
        int images,
        int added,
        int removed,
        double adjustedRandIndex,
        Pairs pairs,
        Groups groups,
        int movedCount,
        List<Move> moved) {

    /**
     * Pairs of images.
     *
     * @param joined together only in the later run
     * @param parted together only in the earlier run
     * @param together in both
     */
    public record Pairs(long joined, long parted, long together) {}

    /**
     * Groups.
     *
     * @param same of exactly the same images in both
     * @param split of the earlier run: they have images in several groups of the later, or some in none
     * @param merged of the later run: they have images of several groups of the earlier
     * @param created of the later run: of images that were in no group
     * @param dissolved of the earlier run: none of their images is in a group any more
     */
    public record Groups(int same, int split, int merged, int created, int dissolved) {}

    /** An image that changed its label. */
    public record Move(
            int imageId, @Nullable String from, @Nullable String to) {}
}
