package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * Some rows in an order of their own, packed in blocks for a {@link PairKernel}. Who works with the blocks speaks of
 * rows by their place in that order. Memory O(rows d). Immutable and thread-safe.
 */
final class RowBlocks {

    /** Sixteen roundings of what is at most four halves, twice. */
    private static final float ROUNDINGS = 0x1p-19f;

    private final EstimatedRows rows;
    private final int[] order;
    private final float[][][] blocks;

    /** {@code halves[b][p]}, infinite where the last block has no row: nothing is near that. */
    private final float[][] halves;

    /**
     * Packs the rows.
     *
     * @param order the row at each place; not copied
     */
    RowBlocks(EstimatedRows rows, int[] order) {
        this(rows, order, true, Phase.unwatched());
    }

    /** Packs the rows, and asks the phase whether to go on. */
    RowBlocks(EstimatedRows rows, int[] order, Phase phase) {
        this(rows, order, true, phase);
    }

    /** Returns rows that are packed as they are needed only. */
    static RowBlocks unpacked(EstimatedRows rows, int[] order) {
        return new RowBlocks(rows, order, false, Phase.unwatched());
    }

    private RowBlocks(EstimatedRows rows, int[] order, boolean packed, Phase phase) {
        this.rows = rows;
        this.order = order;
        this.blocks = new float[Math.ceilDiv(order.length, PairKernel.BLOCK)][][];
        this.halves = new float[packed ? blocks.length : 0][PairKernel.BLOCK];
        Workers.forEach(packed ? blocks.length : 0, block -> {
            phase.check();
            blocks[block] = pack(order, first(block), end(block), halves[block]);
        });
    }

    /** Returns by how much the estimate of a pair may differ from what {@link PairKernel#collect} makes of it. */
    float rounding() {
        float greatest = 0;
        for (int place = 0; place < order.length; place++) {
            greatest = Math.max(greatest, halves[place / PairKernel.BLOCK][place % PairKernel.BLOCK]);
        }
        return greatest * ROUNDINGS;
    }

    int size() {
        return order.length;
    }

    int count() {
        return blocks.length;
    }

    int first(int block) {
        return block * PairKernel.BLOCK;
    }

    int end(int block) {
        return Math.min(order.length, first(block) + PairKernel.BLOCK);
    }

    /** Returns the row at a place. */
    int row(int place) {
        return order[place];
    }

    int[] order() {
        return order;
    }

    EstimatedRows rows() {
        return rows;
    }

    PairKernel kernel() {
        return rows.kernel();
    }

    float[][] block(int block) {
        return blocks[block];
    }

    float[] halves(int block) {
        return halves[block];
    }

    /** Returns the exact distance of the rows at two places. */
    double distance(int a, int b) {
        return rows.points().distance(order[a], order[b]);
    }

    /** Returns the exact distance of the row at a place and any row. */
    double distanceToRow(int place, int row) {
        return rows.points().distance(order[place], row);
    }

    /** Packs the rows with the numbers {@code numbers[from..to-1]}, no more than a block. */
    float[][] pack(int[] numbers, int from, int to, float[] halvesOfThese) {
        Arrays.fill(halvesOfThese, Float.POSITIVE_INFINITY);
        float[][] gathered = new float[to - from][rows.points().d()];
        for (int p = 0; p < gathered.length; p++) {
            rows.copy(numbers[from + p], gathered[p]);
            halvesOfThese[p] = rows.half(numbers[from + p], gathered[p]);
        }
        return rows.kernel().pack(gathered);
    }
}
