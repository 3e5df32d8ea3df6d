package dev.imageclustering.clustering;

/**
 * The rows in float, and what estimates of their distances are worth, so that only the few pairs that can matter are
 * computed exactly. Estimated is half the squared distance of the rows (of the unit rows for cosine) or, for Manhattan,
 * the distance itself, of rows scaled to a magnitude near 1; for Euclidean their mean is taken away first, as what
 * cancels is a share of the norms.
 *
 * <p>The estimate of rows a and b is {@code half(a) + half(b) - affinity(a, b)} in float, where the halves are as much
 * smaller than half the squared norms as rounding can make the rest greater: it is never above the truth. A computed
 * inner product is within {@code gamma |a| |b|} of the exact one, {@code gamma} about the number of roundings on the way
 * of one term times the rounding unit (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1), and
 * {@code |a| |b|} is at most the sum of the halves. Rounding the rows to float moves half the squared distance by 4 units
 * of that sum at most, forming and comparing the estimate by fewer than 20.
 *
 * <p>Immutable and thread-safe.
 */
final class EstimatedRows {

    private static final double UNIT = 0x1p-24;
    private static final int OTHER_ROUNDINGS = 32;

    /** Far above what underflow can take away from one term. */
    private static final double UNDERFLOW = 0x1p-140;

    /** Far above the roundings in double, those of a mean that is taken away included. */
    private static final double SLACK = 1e-6;

    private final Points points;
    private final PairKernel kernel;
    private final double[] mean;
    private final double scale;

    EstimatedRows(Points points) {
        this(points, PairKernel.of(points.d(), points.metric() == Metric.MANHATTAN));
    }

    EstimatedRows(Points points, PairKernel kernel) {
        this(
                points,
                kernel,
                points.metric() == Metric.EUCLIDEAN ? points.mean() : new double[points.d()],
                points.metric() == Metric.COSINE ? 1 : scale(points.greatestMagnitude()));
    }

    private EstimatedRows(Points points, PairKernel kernel, double[] mean, double scale) {
        this.points = points;
        this.kernel = kernel;
        this.mean = mean;
        this.scale = scale;
    }

    /** Returns rows that are neither moved nor scaled, to be compared with those of another that are. */
    static EstimatedRows asTheyAre(Points points, PairKernel kernel) {
        return new EstimatedRows(points, kernel, new double[points.d()], 1);
    }

    /** A power of two, so that scaling rounds nothing. */
    private static double scale(double magnitude) {
        return magnitude > 0 ? Math.scalb(1.0, -Math.getExponent(magnitude)) : 1;
    }

    Points points() {
        return points;
    }

    PairKernel kernel() {
        return kernel;
    }

    /** Writes row i as it is estimated. */
    void copy(int i, float[] row) {
        for (int k = 0; k < row.length; k++) {
            row[k] = (float) ((points.value(i, k) - mean[k]) * scale);
        }
    }

    /** Returns the half of row i, which {@link #copy} wrote. */
    float half(int i, float[] row) {
        if (points.metric() == Metric.MANHATTAN) {
            return 0;
        }
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        // A zero row is at cosine distance 1 from everything: as its affinity is 0 it only lacks a norm.
        double norm = points.metric() == Metric.COSINE && points.isZero(i) ? 1 : squares;
        double lowered = norm / 2 * (1 - (kernel.roundings() + OTHER_ROUNDINGS) * UNIT);
        return Math.nextDown((float) lowered);
    }

    /** Returns a bound of the distance: a pair with at least that estimate is not nearer. */
    double distanceOf(float estimate) {
        double least = Math.max(0, estimate - points.d() * UNDERFLOW) * (1 - SLACK);
        return switch (points.metric()) {
            case COSINE -> least;
            case EUCLIDEAN -> Math.sqrt(2 * least) / scale * (1 - SLACK);
            case MANHATTAN -> least / scale * (1 - manhattanRounding());
        };
    }

    /** Returns a bound of the estimates: a pair with at least that estimate is at least as far as {@code distance}. */
    float estimateOf(double distance) {
        if (distance == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        double estimate = switch (points.metric()) {
            case COSINE -> distance;
            case EUCLIDEAN -> (distance * scale) * (distance * scale) / 2 * (1 + 3 * SLACK);
            case MANHATTAN -> distance * scale * (1 + 2 * manhattanRounding());
        };
        return Math.nextUp((float) (estimate * (1 + 2 * SLACK) + 2 * points.d() * UNDERFLOW));
    }

    private double manhattanRounding() {
        return (kernel.roundings() + OTHER_ROUNDINGS) * UNIT;
    }
}
