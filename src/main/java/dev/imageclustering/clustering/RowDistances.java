package dev.imageclustering.clustering;

/** Exact distances of single rows, as {@link Hdbscan} computes them. */
public final class RowDistances {

    private RowDistances() {}

    /**
     * Returns the distance of each of the n rows to one of them. Time O(n d), memory O(n).
     *
     * @param rows the rows one after the other, {@code n * d} finite values
     * @throws IllegalArgumentException if {@code rows} has another length or holds NaN or an infinite value
     */
    public static double[] to(int row, float[] rows, int n, int d, Metric metric) {
        Points points = Points.of(rows, n, d, metric);
        double[] distances = new double[n];
        for (int i = 0; i < n; i++) {
            distances[i] = points.distance(row, i);
        }
        return distances;
    }
}
