package dev.imageclustering.clustering;

import java.util.Arrays;

/** The true nearest of some places, by comparing them with all rows. */
final class ExactSearch {

    /** How many places are searched for at once: a heap is held for each. */
    private static final int WAVE = 16 * PairKernel.BLOCK;

    private ExactSearch() {}

    /**
     * Replaces the lists of the open places by true ones, of equally near ones with the lower places. Time O(n d) each.
     */
    static void fill(RowBlocks blocks, RankedNeighbours ranked, int[] open, Phase phase) {
        for (int from = 0; from < open.length; from += WAVE) {
            int[] wave = Arrays.copyOfRange(open, from, Math.min(open.length, from + WAVE));
            int[] rows = Arrays.stream(wave).map(blocks::row).toArray();
            NearestHeap[] heaps = search(blocks, rows, wave, ranked.k(), phase);
            for (int w = 0; w < wave.length; w++) {
                ranked.replace(wave[w], heaps[w], heaps[w].limit());
            }
        }
    }

    /** Returns the {@code k} nearest places of each row, which need not be in the blocks. Time O(n d) each. */
    static NearestRows nearest(RowBlocks blocks, int[] rows, int k, Phase phase) {
        NearestRows found = new NearestRows(rows.length, k, new int[rows.length * k], new double[rows.length * k]);
        int[] nowhere = new int[rows.length];
        Arrays.fill(nowhere, -1);
        for (int from = 0; from < rows.length && k > 0; from += WAVE) {
            int to = Math.min(rows.length, from + WAVE);
            NearestHeap[] heaps =
                    search(blocks, Arrays.copyOfRange(rows, from, to), Arrays.copyOfRange(nowhere, from, to), k, phase);
            for (int r = from; r < to; r++) {
                heaps[r - from].sort();
                heaps[r - from].copyTo(found.ids(), found.distances(), r * k);
            }
        }
        return found;
    }

    /** The place of a row is where it is not its own neighbour. */
    private static NearestHeap[] search(RowBlocks blocks, int[] rows, int[] places, int k, Phase phase) {
        NearestHeap[] heaps = new NearestHeap[rows.length];
        Arrays.setAll(heaps, r -> new NearestHeap(k));
        RowSearch search = new RowSearch(blocks, new RowSearch.Finds() {
            @Override
            public double limit(int query) {
                // An equally near one may still have a lower number.
                return Math.nextUp(heaps[query].limit());
            }

            @Override
            public void visit(int query, int place) {
                if (place != places[query] && heaps[query].mayTake(place)) {
                    heaps[query].offer(place, blocks.distanceToRow(place, rows[query]));
                }
            }
        });
        int[] queries = new int[rows.length];
        Arrays.setAll(queries, r -> r);
        search.search(queries, rows, rows.length, phase);
        return heaps;
    }
}
