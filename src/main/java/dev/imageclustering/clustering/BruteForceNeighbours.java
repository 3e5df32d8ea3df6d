package dev.imageclustering.clustering;

import java.util.stream.IntStream;

/**
 * The exact nearest neighbours by comparing all pairs: an estimate of each, and the exact distance of those that may be
 * among the nearest.
 */
final class BruteForceNeighbours {

    /** Lists shorter than this leave too much of the spanning tree to be searched for. */
    private static final int LEAST_KEPT = 16;

    /** Longer lists cost memory and save nothing. */
    private static final int MOST_KEPT = 64;

    private final Points points;
    private final DistanceEstimates estimates;
    private final int minSamples;
    private final int depth;
    private final int kept;

    private BruteForceNeighbours(Points points, DistanceEstimates estimates, int minSamples) {
        int others = points.n() - 1;
        this.points = points;
        this.estimates = estimates;
        this.minSamples = Math.min(minSamples, others);
        this.depth = Math.min(Math.max(minSamples, LEAST_KEPT), others);
        this.kept = Math.min(depth, MOST_KEPT);
    }

    /**
     * Returns the neighbours and core distances of at least two points. The core distance of a point is the distance of
     * its {@code minSamples}-th nearest neighbour (Campello, Moulavi, Sander 2013, definition 1), where the point
     * itself is not counted, as in the Python implementation; with fewer other points it is that of the farthest.
     *
     * <p>Runs on the common pool, or on the fork-join pool that the caller runs on; the result is the same on any.
     * Time O(n^2 d), memory O(n) and O(minSamples) for each row at work.
     */
    static NearestNeighbours of(Points points, DistanceEstimates estimates, int minSamples, RunMonitor monitor) {
        return new BruteForceNeighbours(points, estimates, minSamples).search(monitor);
    }

    private NearestNeighbours search(RunMonitor monitor) {
        int n = points.n();
        Phase phase = Phase.begin(monitor, "neighbours", n);
        int[] rows = IntStream.range(0, n).toArray();
        NearestNeighbours found = new NearestNeighbours(new int[n][], new double[n][], new double[n]);
        IntStream.range(0, Math.ceilDiv(n, DistanceEstimates.BLOCK)).parallel().forEach(block -> {
            int from = block * DistanceEstimates.BLOCK;
            int to = Math.min(n, from + DistanceEstimates.BLOCK);
            search(rows, from, to, found);
            phase.advance(to - from);
        });
        phase.end();
        return found;
    }

    private void search(int[] rows, int from, int to, NearestNeighbours found) {
        NearestHeap[] heaps = new NearestHeap[to - from];
        for (int r = 0; r < heaps.length; r++) {
            heaps[r] = new NearestHeap(depth);
        }
        estimates.visit(
                rows, from, to, (row, first, count, values) -> offer(heaps[row - from], row, first, count, values));
        for (int row = from; row < to; row++) {
            NearestHeap heap = heaps[row - from];
            heap.sort();
            found.ids()[row] = heap.nearestIds(kept);
            found.distances()[row] = heap.nearestDistances(kept);
            found.coreDistances()[row] = heap.distance(minSamples - 1);
        }
    }

    private void offer(NearestHeap heap, int row, int first, int count, float[] values) {
        float cut = estimates.cut(heap.limit());
        for (int p = 0; p < count; p++) {
            if (values[p] < cut && first + p != row) {
                double distance = points.distance(row, first + p);
                if (distance < heap.limit()) {
                    heap.offer(first + p, distance);
                    cut = estimates.cut(heap.limit());
                }
            }
        }
    }
}
