package dev.imageclustering.clustering;

/**
 * What a comparison of the local features of two pictures found.
 *
 * @param inliers how many places of the one are found in the other where one motion of a plane would bring them, 0 or
 *     more
 * @param mirrored whether they are found in the mirror image of the other
 * @param comparable how many local features the one has that has fewer
 * @param corroboration what all local features say for that motion against chance, the unclear ones included: the
 *     logarithm of a likelihood ratio, 0 or more
 */
public record PairEvidence(int inliers, boolean mirrored, int comparable, double corroboration) {

    /** Nothing was compared. */
    public static final PairEvidence NONE = new PairEvidence(0, false, 0, 0);
}
