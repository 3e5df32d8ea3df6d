package dev.imageclustering.grouping;

/**
 * The feature vectors of a run, all by one model.
 *
 * @param imageIds row i is the vector of image {@code imageIds[i]}
 * @param values row-major, {@code imageIds.length x dimension}
 */
record FeatureMatrix(int[] imageIds, float[] values, int dimension) {

    int rows() {
        return imageIds.length;
    }
}
