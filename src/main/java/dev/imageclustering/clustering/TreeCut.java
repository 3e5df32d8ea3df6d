package dev.imageclustering.clustering;

/**
 * Where a tree of groups is cut.
 *
 * @param distance up to which links join
 * @param minGroupSize how many points a group has at least, 2 or more
 */
public record TreeCut(double distance, int minGroupSize) {

    public TreeCut {
        if (!(distance >= 0)) {
            throw new IllegalArgumentException("distance must be at least 0, not " + distance);
        }
        if (minGroupSize < 2) {
            throw new IllegalArgumentException("minGroupSize must be at least 2, not " + minGroupSize);
        }
    }

    /** Returns the cut that an analysis makes which nobody asked for another. */
    public static TreeCut of(double distance) {
        return new TreeCut(distance, 2);
    }
}
