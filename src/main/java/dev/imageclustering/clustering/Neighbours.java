package dev.imageclustering.clustering;

import java.util.stream.IntStream;

/** The exact nearest rows by comparing all pairs. */
public final class Neighbours {

    /** Some more than are asked for, so that the last of these is proved by what follows. */
    private static final int BEYOND = 4;

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
        int wanted = Math.min(k, Math.max(0, n - 1));
        if (wanted == 0) {
            return new NearestRows(n, 0, new int[0], new double[0]);
        }
        RowBlocks blocks =
                new RowBlocks(new EstimatedRows(rows), IntStream.range(0, n).toArray());
        long[] pairs = PairPass.allPairs(blocks.count());
        Phase phase = Phase.begin(monitor, "neighbours", pairs.length);
        NearestLists lists = new NearestLists(n, (int) Math.min((long) wanted + BEYOND, n - 1));
        PairPass.ofNearest(blocks, lists).compare(pairs, phase);
        RankedNeighbours ranked = RankedNeighbours.of(blocks, lists, phase);
        int kept = ranked.k();
        int[] unproved = IntStream.range(0, n)
                .filter(i -> ranked.distances()[i * kept + wanted - 1] >= ranked.bounds()[i])
                .toArray();
        ExactSearch.fill(blocks, ranked, unproved, phase);
        NearestRows nearest = new NearestRows(n, wanted, new int[n * wanted], new double[n * wanted]);
        for (int i = 0; i < n; i++) {
            System.arraycopy(ranked.ids(), i * kept, nearest.ids(), i * wanted, wanted);
            System.arraycopy(ranked.distances(), i * kept, nearest.distances(), i * wanted, wanted);
        }
        phase.end();
        return nearest;
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
        EstimatedRows rows = new EstimatedRows(Points.of(all, n + q, d, metric));
        RowBlocks blocks = new RowBlocks(rows, IntStream.range(0, n).toArray());
        Phase phase = Phase.begin(monitor, "neighbours", 1);
        NearestRows found =
                ExactSearch.nearest(blocks, IntStream.range(n, n + q).toArray(), Math.min(k, n), phase);
        phase.end();
        return found;
    }

    private static void requirePositive(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
    }
}
