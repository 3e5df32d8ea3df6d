package dev.imageclustering.clustering;

/**
 * The groups of all points after new ones joined them. Groups that were there keep their points and their numbers; new
 * groups, of new points alone, have the numbers behind theirs.
 *
 * @param labels the group of each point, or {@link FlatClustering#NOISE}
 * @param probabilities how firmly each new point belongs to its group, {@code [0, 1]}, 0 for noise; of points that were
 *     there before 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record JoinedGroups(int[] labels, double[] probabilities) {

    /** The label of a point that is to join. */
    public static final int FRESH = -2;
}
