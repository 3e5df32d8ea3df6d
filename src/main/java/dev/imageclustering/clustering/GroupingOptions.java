package dev.imageclustering.clustering;

/**
 * How {@link VerifiedGrouping} groups.
 *
 * @param verify whether candidates are compared by their local features; else the descriptors alone decide
 * @param neighbours how many of the nearest of each photo are candidates, 1 to 30
 * @param mirrored among how many of the nearest mirrored copies are looked for, 0 to {@code neighbours}
 * @param typicalSimilarity how alike two photos of different things are on average by the descriptor's model, which
 *     stands in where a batch is too small to tell; NaN where that is not known
 * @param shapeComponents how many components at the front of a descriptor make one by themselves that tells of shape
 *     alone; the nearest by that are candidates too, since a photo on its side is near by nothing else. 0 for none
 */
public record GroupingOptions(
        boolean verify, int neighbours, int mirrored, double typicalSimilarity, int shapeComponents) {

    public GroupingOptions {
        if (neighbours < 1 || neighbours > LocalScale.FAR) {
            throw new IllegalArgumentException(
                    "neighbours must be 1 to %d, not %d".formatted(LocalScale.FAR, neighbours));
        }
        if (mirrored < 0 || mirrored > neighbours) {
            throw new IllegalArgumentException("mirrored must be 0 to %d, not %d".formatted(neighbours, mirrored));
        }
        if (typicalSimilarity >= 1) {
            throw new IllegalArgumentException("typicalSimilarity must be below 1, not " + typicalSimilarity);
        }
        if (shapeComponents < 0) {
            throw new IllegalArgumentException("shapeComponents must be 0 or more, not " + shapeComponents);
        }
    }

    /** Returns the options that measured best: the 10 nearest verified, mirrored copies among the 3 nearest. */
    public static GroupingOptions verified(double typicalSimilarity) {
        return new GroupingOptions(true, 10, 3, typicalSimilarity, 0);
    }

    /** Returns the same with candidates by shape as well. */
    public GroupingOptions withShapeComponents(int components) {
        return new GroupingOptions(verify, neighbours, mirrored, typicalSimilarity, components);
    }

    /** Returns options for the descriptors alone. */
    public static GroupingOptions descriptorOnly(double typicalSimilarity) {
        return new GroupingOptions(false, 10, 0, typicalSimilarity, 0);
    }
}
