package dev.imageclustering.vision;

/**
 * An asymmetric generalised Gaussian fitted to values around zero.
 *
 * @param shape 2 is a Gaussian, 1 a Laplacian; within 0.2..10
 * @param left scale of the values below zero, at least 0
 * @param right scale of the values above zero, at least 0
 */
record AsymmetricGaussian(double shape, double left, double right) {

    private static final double LEAST = 0.2;
    private static final double STEP = 0.001;
    private static final double[] RATIOS = ratios();

    /**
     * Fits by moments. A set without a value on one of the sides gets the scale 0 there. O(n).
     *
     * @see <a href="https://doi.org/10.1109/ICPR.2008.4761706">N.-E. Lasmar, Y. Stitou, Y. Berthoumieu, Multiscale
     *     Skewed Heavy Tailed Model for Texture Analysis, ICIP 2009, section 3</a>
     */
    static AsymmetricGaussian of(double[] values) {
        double absolute = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        int lefts = 0;
        int rights = 0;
        for (double value : values) {
            absolute += Math.abs(value);
            if (value < 0) {
                leftSquares += value * value;
                lefts++;
            } else if (value > 0) {
                rightSquares += value * value;
                rights++;
            }
        }
        double left = lefts == 0 ? 0 : Math.sqrt(leftSquares / lefts);
        double right = rights == 0 ? 0 : Math.sqrt(rightSquares / rights);
        double squares = leftSquares + rightSquares;
        if (squares == 0) {
            return new AsymmetricGaussian(2, 0, 0);
        }
        double mean = absolute / values.length;
        double shape = shape(ratio(left, right) * mean * mean / (squares / values.length));
        double scale = Math.exp((logGamma(1 / shape) - logGamma(3 / shape)) / 2);
        return new AsymmetricGaussian(shape, left * scale, right * scale);
    }

    /** Returns the mean of the distribution. */
    double mean() {
        return (right - left) * Math.exp(logGamma(2 / shape) - logGamma(1 / shape));
    }

    // The correction of the moment ratio for unlike sides.
    private static double ratio(double left, double right) {
        double g = right == 0 ? 0 : left / right;
        return (g * g * g + 1) * (g + 1) / ((g * g + 1) * (g * g + 1));
    }

    // The ratio rises with the shape, so the nearest one is found by halving.
    private static double shape(double ratio) {
        int low = 0;
        int high = RATIOS.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (RATIOS[middle] < ratio) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean before = low > 0 && ratio - RATIOS[low - 1] < RATIOS[low] - ratio;
        return LEAST + STEP * (before ? low - 1 : low);
    }

    private static double[] ratios() {
        double[] ratios = new double[9801];
        for (int i = 0; i < ratios.length; i++) {
            double shape = LEAST + STEP * i;
            ratios[i] = Math.exp(2 * logGamma(2 / shape) - logGamma(1 / shape) - logGamma(3 / shape));
        }
        return ratios;
    }

    /** Stirling's series for the logarithm of the gamma function, the argument lifted above 8; error below 1e-12. */
    static double logGamma(double x) {
        double lifted = x;
        double product = 1;
        while (lifted < 8) {
            product *= lifted++;
        }
        double square = 1 / (lifted * lifted);
        double series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / lifted;
        return (lifted - 0.5) * Math.log(lifted) - lifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
    }
}
