package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The true nearest of some places, by comparing them with all rows. */
final class ExactSearch {

    /** How many places are searched for at once: a heap is held for each. */
    private static final int WAVE = 16 * PairKernel.BLOCK;

    /** So many neighbours are held at once where only the last of them is asked for. */
    private static final int MOST_HELD = 1 << 24;

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

    /**
     * Returns the distance of the {@code k}-th nearest other place of each place, of which there are as many. Memory O(n) and
     * a bounded number of neighbours, or k, whichever is more; time O(n^2 (d + log k)).
     */
    static double[] distances(RowBlocks blocks, int k, Phase phase) {
        double[] found = new double[blocks.size()];
        int wave = Math.max(1, MOST_HELD / k);
        for (int from = 0; from < found.length; from += wave) {
            int[] places =
                    IntStream.range(from, Math.min(found.length, from + wave)).toArray();
            int[] rows = Arrays.stream(places).map(blocks::row).toArray();
            NearestHeap[] heaps = search(blocks, rows, places, k, phase);
            for (int place : places) {
                found[place] = heaps[place - from].limit();
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
