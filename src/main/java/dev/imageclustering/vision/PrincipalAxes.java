package dev.imageclustering.vision;

/**
 * Learns a {@link PcaProjection}: the mean and the k axes along which the sample varies most.
 *
 * @param outputs k, the number of axes kept
 * @param exponent how much of each axis' standard deviation is divided out: 0 leaves the variances, 1 makes them equal
 *     (whitening)
 */
record PrincipalAxes(int outputs, double exponent) {

    /** Variances are taken as at least this share of the largest, so that an axis without any is not blown up. */
    private static final double SMALLEST_SHARE = 1e-6;

    /**
     * Learns from the sample ({@code n × d}, only read) in O(n d² + d³).
     *
     * @throws IllegalArgumentException when all vectors of the sample are the same
     */
    PcaProjection learn(float[][] sample) {
        double[] mean = mean(sample);
        SymmetricEigen axes = SymmetricEigen.of(covariance(sample, mean));
        double largest = axes.values()[0];
        if (!(largest > 0)) {
            throw new IllegalArgumentException(
                    "sample must vary but all of its " + sample.length + " vectors are equal");
        }
        float[] centre = new float[mean.length];
        float[][] weights = new float[mean.length][outputs];
        for (int i = 0; i < mean.length; i++) {
            centre[i] = (float) mean[i];
            for (int j = 0; j < outputs; j++) {
                double variance = Math.max(axes.values()[j], SMALLEST_SHARE * largest);
                weights[i][j] = (float) (axes.vectors()[j][i] * Math.pow(variance, -exponent / 2));
            }
        }
        return new PcaProjection(centre, weights);
    }

    private static double[] mean(float[][] sample) {
        double[] mean = new double[sample[0].length];
        for (float[] vector : sample) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= sample.length;
        }
        return mean;
    }

    private static double[][] covariance(float[][] sample, double[] mean) {
        int d = mean.length;
        double[][] covariance = new double[d][d];
        double[] centred = new double[d];
        for (float[] vector : sample) {
            for (int i = 0; i < d; i++) {
                centred[i] = vector[i] - mean[i];
            }
            for (int i = 0; i < d; i++) {
                double[] row = covariance[i];
                double value = centred[i] / sample.length;
                for (int j = 0; j < d; j++) {
                    row[j] += value * centred[j];
                }
            }
        }
        return symmetric(covariance);
    }

    /** Removes the rounding by which the two halves differ. */
    private static double[][] symmetric(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }
}
