package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Compares each row with the rows of the cells that are nearest to it, and keeps the nearest of those (the inverted file
 * of H. Jégou, M. Douze, C. Schmid, Product Quantization for Nearest Neighbor Search, PAMI 33(1), 2011, section 4, without
 * the quantization). The result does not depend on the number of threads.
 */
final class CellSearch {

    private final Cells cells;
    private final RowBlocks blocks;
    private final NearestLists lists;
    private final Phase phase;
    private final int[][] visitors;
    private final float rounding;
    private final Object[] locks;

    /** Prepares the search. The blocks are in the order of the cells. */
    CellSearch(Cells cells, RowBlocks blocks, NearestLists lists, Phase phase) {
        this.cells = cells;
        this.blocks = blocks;
        this.lists = lists;
        this.phase = phase;
        this.visitors = cells.visitors(phase);
        this.rounding = blocks.rounding();
        this.locks = new Object[blocks.count()];
        Arrays.setAll(locks, block -> new Object());
    }

    /** Compares all, and advances the phase by each cell. */
    void search() {
        Workers.forEach(cells.count(), Worker::new);
    }

    private final class Worker implements IntConsumer {

        private final float[][] affinities = new float[PairKernel.BLOCK][PairKernel.BLOCK];
        private final float[] own = new float[PairKernel.BLOCK];
        private final int[] found = new int[PairKernel.BLOCK];

        @Override
        public void accept(int cell) {
            int[] places = visitors[cell];
            int[] rows = Arrays.stream(places).map(blocks::row).toArray();
            int begin = cells.begin(cell);
            int end = cells.begin(cell + 1);
            for (int from = 0; from < places.length && begin < end; from += PairKernel.BLOCK) {
                int to = Math.min(places.length, from + PairKernel.BLOCK);
                float[][] packed = blocks.pack(rows, from, to, own);
                for (int block = begin / PairKernel.BLOCK; block <= (end - 1) / PairKernel.BLOCK; block++) {
                    phase.check();
                    blocks.kernel().affinities(packed, to - from, blocks.block(block), affinities);
                    for (int r = 0; r < to - from; r++) {
                        offer(places[from + r], r, block, cell);
                    }
                }
            }
            phase.advance(1);
        }

        private void offer(int place, int r, int block, int cell) {
            float[] halves = blocks.halves(block);
            synchronized (locks[place / PairKernel.BLOCK]) {
                float limit = Math.nextUp(lists.bound(place) + rounding);
                int count = blocks.kernel().collect(affinities[r], own[r], limit, halves, RowSearch.NO_LIMITS, found);
                for (int f = 0; f < count; f++) {
                    int other = blocks.first(block) + found[f];
                    // A block may hold the ends of other cells, which the row may visit too: once is enough.
                    if (other != place && other >= cells.begin(cell) && other < cells.begin(cell + 1)) {
                        lists.offer(place, own[r] + halves[found[f]] - affinities[r][found[f]], other);
                    }
                }
            }
        }
    }
}
