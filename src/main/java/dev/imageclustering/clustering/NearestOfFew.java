package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The nearest rows of a few of them. The rows stay where they are: they are packed for the kernel slice by slice.
 */
final class NearestOfFew {

    private static final int SLICE = 8192;

    private NearestOfFew() {}

    /**
     * Returns the {@code k} nearest of some rows to each of a few, all where there are fewer; no row is its own
     * neighbour. The ids are numbers of rows. Time O(q m d) for q rows and m to be searched through, memory O(q k) and a
     * slice of the rows.
     *
     * @param rows either all of them among those that are searched through, or none
     * @param among ascending
     * @throws RunCancelled if the monitor wants it
     */
    static NearestRows of(Points points, int[] rows, int[] among, int k, RunMonitor monitor) {
        boolean within = rows.length > 0 && Arrays.binarySearch(among, rows[0]) >= 0;
        int wanted = Math.max(0, Math.min(k, among.length - (within ? 1 : 0)));
        NearestHeap[] heaps = new NearestHeap[rows.length];
        Arrays.setAll(heaps, r -> new NearestHeap(wanted));
        EstimatedRows estimated = new EstimatedRows(points);
        Phase phase = Phase.begin(monitor, "neighbours", among.length);
        for (int from = 0; from < among.length && wanted > 0; from += SLICE) {
            int[] slice = Arrays.copyOfRange(among, from, Math.min(among.length, from + SLICE));
            offer(new RowBlocks(estimated, slice, phase), rows, wanted, heaps, phase);
            phase.advance(slice.length);
        }
        phase.end();
        return sorted(heaps, wanted);
    }

    private static void offer(RowBlocks slice, int[] rows, int wanted, NearestHeap[] heaps, Phase phase) {
        // One more, since a row of the slice finds itself.
        NearestRows found = ExactSearch.nearest(slice, rows, Math.min(wanted + 1, slice.size()), phase);
        for (int r = 0; r < rows.length; r++) {
            for (int rank = 0; rank < found.k(); rank++) {
                int row = slice.row(found.id(r, rank));
                if (row != rows[r]) {
                    heaps[r].offer(row, found.distance(r, rank));
                }
            }
        }
    }

    private static NearestRows sorted(NearestHeap[] heaps, int k) {
        NearestRows nearest = new NearestRows(heaps.length, k, new int[heaps.length * k], new double[heaps.length * k]);
        for (int r = 0; r < heaps.length; r++) {
            heaps[r].sort();
            heaps[r].copyTo(nearest.ids(), nearest.distances(), r * k);
        }
        return nearest;
    }
}
