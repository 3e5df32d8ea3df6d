package dev.imageclustering.vision;

/**
 * A projection from d components to k, onto principal axes that were learned before: subtracts the mean, then takes the
 * product with each axis. Shares its arrays with whoever made it; nothing changes them.
 */
final class PcaProjection {

    private final float[] mean;
    private final float[][] weights;

    /**
     * Makes the projection of a mean and axes.
     *
     * @param mean the mean of the vectors it was learned from, length d
     * @param weights the axes as columns, already divided by their share of the standard deviation; {@code d × k}
     */
    PcaProjection(float[] mean, float[][] weights) {
        if (mean.length == 0 || weights.length != mean.length) {
            throw new IllegalArgumentException("weights must have a row for each of the " + mean.length
                    + " means, at least one, but has " + weights.length);
        }
        this.mean = mean;
        this.weights = weights;
    }

    float[] mean() {
        return mean;
    }

    float[][] weights() {
        return weights;
    }

    int inputs() {
        return mean.length;
    }

    int outputs() {
        return weights[0].length;
    }

    /**
     * Projects one vector of length d to length k in O(d k). Sums run over d in order, rounded at each step, so that the
     * result depends neither on the machine nor on the compiler's use of vector units.
     */
    float[] project(float[] vector) {
        if (vector.length != mean.length) {
            throw new IllegalArgumentException(
                    "vector must have " + mean.length + " components but has " + vector.length);
        }
        float[] result = new float[outputs()];
        int i = 0;
        for (; i + 4 <= vector.length; i += 4) {
            addFour(vector, i, result);
        }
        for (; i < vector.length; i++) {
            float centred = vector[i] - mean[i];
            float[] row = weights[i];
            for (int j = 0; j < result.length; j++) {
                result[j] += centred * row[j];
            }
        }
        return result;
    }

    /** Adds four terms in their order, for which each sum is fetched and put back only once. */
    private void addFour(float[] vector, int i, float[] result) {
        float first = vector[i] - mean[i];
        float second = vector[i + 1] - mean[i + 1];
        float third = vector[i + 2] - mean[i + 2];
        float fourth = vector[i + 3] - mean[i + 3];
        float[] row = weights[i];
        float[] next = weights[i + 1];
        float[] overNext = weights[i + 2];
        float[] last = weights[i + 3];
        for (int j = 0; j < result.length; j++) {
            result[j] = (((result[j] + first * row[j]) + second * next[j]) + third * overNext[j]) + fourth * last[j];
        }
    }
}
