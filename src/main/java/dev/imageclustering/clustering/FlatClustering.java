package dev.imageclustering.clustering;

/**
 * Which cluster each point belongs to. The arrays have one element a point, are not copied and must not be changed.
 *
 * @param labels the cluster of the point, {@code 0..clusterCount-1}, or {@link #NOISE}. Cluster 0 is the largest; of
 *     two of one size the one with the lowest point comes first
 * @param probabilities how strongly the point belongs to its cluster, {@code [0, 1]}: 1 for those that stay to its
 *     end, 0 for noise
 * @param outlierScores GLOSH, {@code [0, 1]}: 0 for a point as dense as the densest of its surroundings, near 1 for an
 *     outlier
 * @param clusterCount how many clusters there are
 */
@SuppressWarnings("ArrayRecordComponent")
public record FlatClustering(int[] labels, double[] probabilities, double[] outlierScores, int clusterCount) {

    /** The label of a point that belongs to no cluster. */
    public static final int NOISE = -1;

    public FlatClustering {
        if (probabilities.length != labels.length || outlierScores.length != labels.length) {
            throw new IllegalArgumentException("%d labels, %d probabilities, %d outlier scores"
                    .formatted(labels.length, probabilities.length, outlierScores.length));
        }
    }
}
