package dev.imageclustering.clustering;

/** A distance between points; symmetric, 0 or more. */
@FunctionalInterface
public interface PairDistance {

    double between(int a, int b);

    /**
     * Returns the nearest side of each point. Takes as many distances as there are pairs of the two.
     *
     * @param asked points that are of no side
     * @param parted points that are each of a side, at least one
     * @param sides which one that is, 0 or more
     * @throws RunCancelled if the monitor wants it
     */
    default NearestSides nearest(int[] asked, int[] parted, int[] sides, RunMonitor monitor) {
        NearestSides nearest = NearestSides.of(asked.length, sides);
        for (int i = 0; i < asked.length; i++) {
            if (monitor.isCancelled()) {
                throw new RunCancelled();
            }
            for (int s = 0; s < parted.length; s++) {
                nearest.offer(i, between(asked[i], parted[s]), sides[s]);
            }
        }
        return nearest;
    }

    /**
     * Returns the distances of rows, computed when they are asked for.
     *
     * @param points the rows one after the other, {@code n * d} finite values; not copied
     * @throws IllegalArgumentException if {@code points} has another length or holds NaN or an infinite value
     */
    static PairDistance ofRows(float[] points, int n, int d, Metric metric) {
        return new RowPairDistance(Points.of(points, n, d, metric));
    }
}
