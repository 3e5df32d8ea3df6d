package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A partition of rows into cells of rows that are near each other, by a few rounds of Lloyd's k-means (S. P. Lloyd, Least
 * Squares Quantization in PCM, 1982; for cosine with means of length 1: I. S. Dhillon, D. S. Modha, Concept
 * Decompositions for Large Sparse Text Data using Clustering, 2001) over a sample, and one assignment of all. The sample is drawn with a fixed seed, and
 * of equally near cells the first is taken: the same rows give the same cells on any number of threads.
 *
 * <p>Time O(n c d) for c cells.
 */
final class Cells {

    private static final long SEED = 0x5eed;
    private static final int ROUNDS = 4;
    private static final int SAMPLE_PER_CELL = 32;

    /** So many rows are taken between two looks at whether to go on. */
    private static final int CHECKED = 4096;

    private final RowBlocks centres;

    /** The nearest cells of each row, by row. */
    private final NearestLists cellsOf;

    /** The rows by cell: cell c has the places {@code begins[c]..begins[c+1]-1}. */
    private final int[] order;

    private final int[] begins;

    private Cells(RowBlocks centres, int n, NearestLists cellsOf) {
        this.centres = centres;
        this.cellsOf = cellsOf;
        int[] cellOf = nearestOf(n, cellsOf);
        this.begins = new int[centres.size() + 1];
        for (int cell : cellOf) {
            begins[cell + 1]++;
        }
        Arrays.parallelPrefix(begins, Integer::sum);
        this.order = new int[cellOf.length];
        int[] next = begins.clone();
        for (int i = 0; i < cellOf.length; i++) {
            order[next[cellOf[i]]++] = i;
        }
    }

    /**
     * Parts all rows into that many cells, some of which may be empty.
     *
     * @param remembered how many of the nearest cells of each row to remember
     */
    static Cells of(EstimatedRows rows, int cells, int remembered, Phase phase) {
        int n = rows.points().n();
        int d = rows.points().d();
        int[] sample = new SplittableRandom(SEED)
                .ints(0, n)
                .distinct()
                .limit(Math.min((long) cells * SAMPLE_PER_CELL, n / 2))
                .toArray();
        float[] means = new float[cells * d];
        float[] row = new float[d];
        for (int c = 0; c < cells; c++) {
            rows.copy(sample[c], row);
            System.arraycopy(row, 0, means, c * d, d);
        }
        for (int round = 0; round < ROUNDS; round++) {
            RowBlocks centres = centres(rows, means, cells);
            int[] cellOf = nearestOf(sample.length, assign(rows, sample, centres, 1, phase));
            means = means(rows, sample, cellOf, means, phase);
        }
        RowBlocks centres = centres(rows, means, cells);
        int[] all = IntStream.range(0, n).toArray();
        return new Cells(centres, n, assign(rows, all, centres, Math.min(remembered, cells), phase));
    }

    private static RowBlocks centres(EstimatedRows rows, float[] means, int cells) {
        Metric metric = rows.points().metric() == Metric.MANHATTAN ? Metric.MANHATTAN : Metric.EUCLIDEAN;
        Points points = Points.of(means, cells, rows.points().d(), metric);
        return new RowBlocks(
                EstimatedRows.asTheyAre(points, rows.kernel()),
                IntStream.range(0, cells).toArray());
    }

    private static NearestLists assign(
            EstimatedRows rows, int[] numbers, RowBlocks centres, int remembered, Phase phase) {
        NearestLists cellsOf = new NearestLists(numbers.length, remembered);
        RowBlocks packer = RowBlocks.unpacked(rows, numbers);
        Workers.forEach(
                Math.ceilDiv(numbers.length, PairKernel.BLOCK), () -> new Assignment(packer, centres, cellsOf, phase));
        return cellsOf;
    }

    private static int[] nearestOf(int rows, NearestLists cellsOf) {
        int[] cells = new int[cellsOf.k()];
        float[] estimates = new float[cellsOf.k()];
        int[] nearest = new int[rows];
        for (int i = 0; i < rows; i++) {
            int count = cellsOf.others(i, cells, estimates);
            int best = 0;
            for (int c = 1; c < count; c++) {
                boolean nearer = estimates[c] < estimates[best];
                best = nearer || (estimates[c] == estimates[best] && cells[c] < cells[best]) ? c : best;
            }
            nearest[i] = cells[best];
        }
        return nearest;
    }

    private static float[] means(EstimatedRows rows, int[] numbers, int[] cellOf, float[] before, Phase phase) {
        int d = rows.points().d();
        double[] sums = new double[before.length];
        int[] sizes = new int[before.length / d];
        float[] row = new float[d];
        for (int s = 0; s < numbers.length; s++) {
            check(s, phase);
            rows.copy(numbers[s], row);
            sizes[cellOf[s]]++;
            for (int k = 0; k < d; k++) {
                sums[cellOf[s] * d + k] += row[k];
            }
        }
        boolean spherical = rows.points().metric() == Metric.COSINE;
        float[] means = before.clone();
        for (int c = 0; c < sizes.length; c++) {
            double length = spherical ? length(sums, c * d, d) : sizes[c];
            for (int k = c * d; k < (c + 1) * d && length > 0; k++) {
                means[k] = (float) (sums[k] / length);
            }
        }
        return means;
    }

    private static void check(int row, Phase phase) {
        if (row % CHECKED == 0) {
            phase.check();
        }
    }

    private static double length(double[] values, int from, int d) {
        double squares = 0;
        for (int k = from; k < from + d; k++) {
            squares += values[k] * values[k];
        }
        return Math.sqrt(squares);
    }

    int[] order() {
        return order;
    }

    int count() {
        return centres.size();
    }

    /** Returns the place where the cell begins, or, for the number of cells, where all end. */
    int begin(int cell) {
        return begins[cell];
    }

    /** Returns the places of the rows, wherever they are, that have the cell among their nearest; by cell. */
    int[][] visitors(Phase phase) {
        int[] sizes = new int[centres.size()];
        int[][] visitors = new int[sizes.length][];
        int[] cells = new int[cellsOf.k()];
        float[] estimates = new float[cellsOf.k()];
        for (int row = 0; row < order.length; row++) {
            check(row, phase);
            int count = cellsOf.others(row, cells, estimates);
            for (int c = 0; c < count; c++) {
                sizes[cells[c]]++;
            }
        }
        Arrays.setAll(visitors, cell -> new int[sizes[cell]]);
        for (int place = order.length - 1; place >= 0; place--) {
            check(place, phase);
            int count = cellsOf.others(order[place], cells, estimates);
            for (int c = 0; c < count; c++) {
                visitors[cells[c]][--sizes[cells[c]]] = place;
            }
        }
        return visitors;
    }

    /**
     * Returns the pairs of blocks, of rows in {@link #order}, that hold rows of a cell and of one of its {@code nearest}
     * cells, itself included.
     */
    long[] nearPairs(int nearest) {
        int cells = centres.size();
        return IntStream.range(0, cells)
                .parallel()
                .filter(this::holdsRows)
                .boxed()
                .flatMapToLong(cell -> IntStream.range(0, cells)
                        .filter(this::holdsRows)
                        .mapToLong(other ->
                                (long) Float.floatToIntBits((float) centres.distance(cell, other)) << 32 | other)
                        .sorted()
                        .limit(nearest)
                        .flatMap(key -> blockPairs(cell, (int) key)))
                .sorted()
                .distinct()
                .toArray();
    }

    private boolean holdsRows(int cell) {
        return begins[cell] < begins[cell + 1];
    }

    private LongStream blockPairs(int cell, int other) {
        int firstOther = begins[other] / PairKernel.BLOCK;
        int lastOther = (begins[other + 1] - 1) / PairKernel.BLOCK;
        return IntStream.rangeClosed(begins[cell] / PairKernel.BLOCK, (begins[cell + 1] - 1) / PairKernel.BLOCK)
                .boxed()
                .flatMapToLong(a -> IntStream.rangeClosed(firstOther, lastOther)
                        .mapToLong(b -> PairPass.pair(Math.min(a, b), Math.max(a, b))));
    }

    /** Finds the nearest cells of one block of rows after the other. */
    private static final class Assignment implements IntConsumer {

        private final RowBlocks rows;
        private final RowBlocks centres;
        private final NearestLists cellsOf;
        private final Phase phase;
        private final float rounding;
        private final float[][] affinities = new float[PairKernel.BLOCK][PairKernel.BLOCK];
        private final float[] own = new float[PairKernel.BLOCK];
        private final int[] found = new int[PairKernel.BLOCK];

        Assignment(RowBlocks rows, RowBlocks centres, NearestLists cellsOf, Phase phase) {
            this.rows = rows;
            this.centres = centres;
            this.cellsOf = cellsOf;
            this.phase = phase;
            this.rounding = centres.rounding();
        }

        @Override
        public void accept(int block) {
            phase.check();
            float[][] packed = rows.pack(rows.order(), rows.first(block), rows.end(block), own);
            for (int other = 0; other < centres.count(); other++) {
                int count = rows.end(block) - rows.first(block);
                centres.kernel().affinities(packed, count, centres.block(other), affinities);
                for (int r = 0; r < count; r++) {
                    offer(rows.first(block) + r, r, other);
                }
            }
        }

        private void offer(int place, int r, int other) {
            float[] halves = centres.halves(other);
            float limit = Math.nextUp(cellsOf.bound(place) + rounding);
            int count = centres.kernel().collect(affinities[r], own[r], limit, halves, RowSearch.NO_LIMITS, found);
            for (int f = 0; f < count; f++) {
                float estimate = own[r] + halves[found[f]] - affinities[r][found[f]];
                cellsOf.offer(place, estimate, centres.first(other) + found[f]);
            }
        }
    }
}
