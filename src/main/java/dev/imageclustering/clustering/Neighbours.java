package dev.imageclustering.clustering;

import java.util.stream.IntStream;

/** The exact nearest rows by comparing all pairs. */
public final class Neighbours {

    private Neighbours() {}

    /**
     * Returns the {@code k} nearest other rows of each row, all others where there are fewer.
     *
     * <p>Runs on the common pool, or on the fork-join pool that the caller runs on; the result is the same on any.
     * Time O(n^2 d), memory O(n (d + k)).
     *
     * @param points the rows one after the other, {@code n * d} finite values
     * @param k at least 1
     * @throws IllegalArgumentException if {@code points} has another length or holds NaN or an infinite value
     * @throws RunCancelled if the monitor wants it
     */
    public static NearestRows nearest(float[] points, int n, int d, int k, Metric metric, RunMonitor monitor) {
        requirePositive(k);
        Points rows = Points.of(points, n, d, metric);
        int kept = Math.min(k, Math.max(0, n - 1));
        return nearest(rows, IntStream.range(0, n).toArray(), n, kept, monitor);
    }

    /**
     * Returns the {@code k} nearest of the n rows to each of q queries, all where there are fewer. Time O(q n d),
     * memory O((n + q) d + q k); the rest is as above.
     *
     * @param queries the queries one after the other, {@code q * d} finite values
     */
    public static NearestRows nearest(
            float[] queries, int q, float[] points, int n, int d, int k, Metric metric, RunMonitor monitor) {
        requirePositive(k);
        Points.of(queries, q, d, metric);
        Points.of(points, n, d, metric);
        float[] all = new float[points.length + queries.length];
        System.arraycopy(points, 0, all, 0, points.length);
        System.arraycopy(queries, 0, all, points.length, queries.length);
        Points rows = Points.of(all, n + q, d, metric);
        return nearest(rows, IntStream.range(n, n + q).toArray(), n, Math.min(k, n), monitor);
    }

    private static void requirePositive(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
    }

    /** Searches among the first n rows. */
    private static NearestRows nearest(Points rows, int[] queries, int n, int k, RunMonitor monitor) {
        Phase phase = Phase.begin(monitor, "neighbours", queries.length);
        NearestRows found =
                new NearestRows(queries.length, k, new int[queries.length * k], new double[queries.length * k]);
        if (k > 0) {
            DistanceEstimates estimates = new DistanceEstimates(rows);
            IntStream.range(0, Math.ceilDiv(queries.length, DistanceEstimates.BLOCK))
                    .parallel()
                    .forEach(block -> {
                        int from = block * DistanceEstimates.BLOCK;
                        int to = Math.min(queries.length, from + DistanceEstimates.BLOCK);
                        search(rows, estimates, queries, from, to, n, found, phase);
                        phase.advance(to - from);
                    });
        }
        phase.end();
        return found;
    }

    private static void search(
            Points rows,
            DistanceEstimates estimates,
            int[] queries,
            int from,
            int to,
            int n,
            NearestRows found,
            Phase phase) {
        NearestHeap[] heaps = new NearestHeap[to - from];
        for (int r = 0; r < heaps.length; r++) {
            heaps[r] = new NearestHeap(found.k());
        }
        estimates.visit(queries, from, to, (row, first, count, values) -> {
            if (row == queries[from]) {
                phase.check();
            }
            NearestHeap heap = heaps[row - queries[from]];
            for (int p = 0; p < count && first + p < n; p++) {
                int other = first + p;
                if (other != row && values[p] < estimates.cut(Math.nextUp(heap.limit()))) {
                    heap.offer(other, rows.distance(row, other));
                }
            }
        });
        for (int r = from; r < to; r++) {
            heaps[r - from].sort();
            heaps[r - from].copyTo(found.ids(), found.distances(), r * found.k());
        }
    }
}
