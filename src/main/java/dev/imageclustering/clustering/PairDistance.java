package dev.imageclustering.clustering;

/** A distance between points; symmetric, 0 or more. */
@FunctionalInterface
public interface PairDistance {

    double between(int a, int b);

    /**
     * Returns the distances of rows, computed when they are asked for.
     *
     * @param points the rows one after the other, {@code n * d} finite values; not copied
     * @throws IllegalArgumentException if {@code points} has another length or holds NaN or an infinite value
     */
    static PairDistance ofRows(float[] points, int n, int d, Metric metric) {
        return Points.of(points, n, d, metric)::distance;
    }
}
