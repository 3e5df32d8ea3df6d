package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Compares a few rows with all: an estimate of each pair, and a visit where it may be near enough. */
final class RowSearch {

    /** What is searched for. Each query is asked for by one thread at a time. */
    interface Finds {

        /** Returns the distance that a place has to be below to be of use to the query. */
        double limit(int query);

        /** Sees a place that may be below the limit. */
        void visit(int query, int place);
    }

    /** How many queries go by all blocks together: few enough for some to be left for each thread. */
    private static final int STRIP = 64;

    /** For {@link PairKernel#collect} where only the row is of interest. */
    static final float[] NO_LIMITS = noLimits();

    private final RowBlocks blocks;
    private final Finds finds;

    RowSearch(RowBlocks blocks, Finds finds) {
        this.blocks = blocks;
        this.finds = finds;
    }

    private static float[] noLimits() {
        float[] none = new float[PairKernel.BLOCK];
        Arrays.fill(none, Float.NEGATIVE_INFINITY);
        return none;
    }

    /**
     * Searches for the first {@code count} of the queries, each with all places in ascending order of blocks.
     *
     * @param rows the row of each query, which need not be in the blocks
     */
    void search(int[] queries, int[] rows, int count, Phase phase) {
        Workers.forEach(Math.ceilDiv(count, STRIP), () -> new Worker(queries, rows, count, phase));
    }

    private final class Worker implements IntConsumer {

        private final int[] queries;
        private final int[] rows;
        private final int count;
        private final Phase phase;
        private final float[][] affinities = new float[STRIP][PairKernel.BLOCK];
        private final float[] halves = new float[PairKernel.BLOCK];
        private final int[] found = new int[PairKernel.BLOCK];

        Worker(int[] queries, int[] rows, int count, Phase phase) {
            this.queries = queries;
            this.rows = rows;
            this.count = count;
            this.phase = phase;
        }

        @Override
        public void accept(int task) {
            int from = task * STRIP;
            int to = Math.min(count, from + STRIP);
            float[][] packed = blocks.pack(rows, from, to, halves);
            for (int block = 0; block < blocks.count(); block++) {
                phase.check();
                blocks.kernel().affinities(packed, to - from, blocks.block(block), affinities);
                for (int q = from; q < to; q++) {
                    visit(q, q - from, block);
                }
            }
        }

        private void visit(int q, int r, int block) {
            float limit = blocks.rows().estimateOf(finds.limit(queries[q]));
            int many = blocks.kernel().collect(affinities[r], halves[r], limit, blocks.halves(block), NO_LIMITS, found);
            for (int f = 0; f < many; f++) {
                finds.visit(queries[q], blocks.first(block) + found[f]);
            }
        }
    }
}
