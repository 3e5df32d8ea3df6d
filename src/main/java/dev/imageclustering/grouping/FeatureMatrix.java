package dev.imageclustering.grouping;

/**
 * The feature vectors of a run, all by one model. The arrays must not be changed.
 *
 * @param imageIds row i is the vector of image {@code imageIds[i]}; ascending
 * @param values row-major, {@code imageIds.length x dimension}
 */
public record FeatureMatrix(int[] imageIds, float[] values, int dimension) {

    public int rows() {
        return imageIds.length;
    }
}
