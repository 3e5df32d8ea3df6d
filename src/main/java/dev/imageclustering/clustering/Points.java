package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The input rows with their exact distances. A distance is computed in double from the rows as they were given, in an
 * order that depends on nothing but the dimension: it is the same for {@code (i, j)} and {@code (j, i)}, wherever the
 * two rows stand in the input. Immutable as long as the caller leaves the array alone; thread-safe.
 */
final class Points {

    /**
     * The cosine distance below which two rows differ by no more than the rounding of their norms (an angle of
     * 1.4e-13); such rows are equal, so that multiples of one row are duplicates.
     */
    private static final double SAME_DIRECTION = 1e-26;

    private final float[] values;
    private final int n;
    private final int d;
    private final Metric metric;
    private final double[] factors;

    private Points(float[] values, int n, int d, Metric metric, double[] factors) {
        this.values = values;
        this.n = n;
        this.d = d;
        this.metric = metric;
        this.factors = factors;
    }

    /**
     * Returns the rows of a row-major {@code n x d} array, which is not copied. Time O(n d), memory O(n).
     *
     * @throws IllegalArgumentException if the shape does not fit the array or a value is NaN or infinite
     */
    static Points of(float[] values, int n, int d, Metric metric) {
        if (n < 0 || (d < 1 && n > 0)) {
            throw new IllegalArgumentException("n must be at least 0 and d at least 1, not %d and %d".formatted(n, d));
        }
        if ((long) n * d != values.length) {
            throw new IllegalArgumentException(
                    "points must have n x d = %d x %d values, not %d".formatted(n, d, values.length));
        }
        for (int k = 0; k < values.length; k++) {
            if (!Float.isFinite(values[k])) {
                throw new IllegalArgumentException(
                        "points must be finite, but row %d has %s at %d".formatted(k / d, values[k], k % d));
            }
        }
        return new Points(values, n, d, metric, factors(values, n, d, metric));
    }

    /** What each row is multiplied by before it is compared: 1 over its norm for cosine, 0 for a zero row. */
    private static double[] factors(float[] values, int n, int d, Metric metric) {
        double[] factors = new double[n];
        Arrays.fill(factors, 1);
        for (int i = 0; i < n && metric == Metric.COSINE; i++) {
            double squares = 0;
            for (int k = i * d; k < (i + 1) * d; k++) {
                squares += (double) values[k] * values[k];
            }
            factors[i] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        }
        return factors;
    }

    int n() {
        return n;
    }

    int d() {
        return d;
    }

    Metric metric() {
        return metric;
    }

    /** Returns value k of row i as it is compared: of the unit row for cosine. */
    double value(int i, int k) {
        return values[i * d + k] * factors[i];
    }

    /** Returns the greatest magnitude of all values, 0 if there are none. */
    double greatestMagnitude() {
        float greatest = 0;
        for (float value : values) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        return greatest;
    }

    /** Returns the mean of the rows as they are compared, zeros if there are none. */
    double[] mean() {
        double[] mean = new double[d];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                mean[k] += value(i, k);
            }
        }
        for (int k = 0; k < d && n > 0; k++) {
            mean[k] /= n;
        }
        return mean;
    }

    /** Tells whether the row has no direction; only the cosine asks for one. */
    boolean isZero(int i) {
        return factors[i] == 0;
    }

    /** Returns the distance of rows i and j: finite, 0 or more. Time O(d). */
    double distance(int i, int j) {
        return switch (metric) {
            case COSINE -> cosine(i, j);
            case EUCLIDEAN -> Math.sqrt(squared(i, j));
            case MANHATTAN -> absolute(i * d, j * d);
        };
    }

    private double cosine(int i, int j) {
        if (factors[i] == 0 || factors[j] == 0) {
            return i == j ? 0 : 1;
        }
        double half = squared(i, j) / 2;
        return half < SAME_DIRECTION ? 0 : half;
    }

    /** Four sums, because one would wait for itself at every step. */
    private double squared(int i, int j) {
        double f = factors[i];
        double g = factors[j];
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int a = i * d;
        int b = j * d;
        int k = 0;
        for (; k < d - 3; k += 4) {
            s0 += square(values[a + k] * f - values[b + k] * g);
            s1 += square(values[a + k + 1] * f - values[b + k + 1] * g);
            s2 += square(values[a + k + 2] * f - values[b + k + 2] * g);
            s3 += square(values[a + k + 3] * f - values[b + k + 3] * g);
        }
        for (; k < d; k++) {
            s0 += square(values[a + k] * f - values[b + k] * g);
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double square(double x) {
        return x * x;
    }

    private double absolute(int a, int b) {
        double s0 = 0;
        double s1 = 0;
        int k = 0;
        for (; k < d - 1; k += 2) {
            s0 += Math.abs((double) values[a + k] - values[b + k]);
            s1 += Math.abs((double) values[a + k + 1] - values[b + k + 1]);
        }
        for (; k < d; k++) {
            s0 += Math.abs((double) values[a + k] - values[b + k]);
        }
        return s0 + s1;
    }
}
