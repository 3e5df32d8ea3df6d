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

    private final RowBlocks centres;
    /** The rows by cell: cell c has the places {@code begins[c]..begins[c+1]-1}. */
    private final int[] order;

    private final int[] begins;

    private Cells(RowBlocks centres, int[] cellOf) {
        this.centres = centres;
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

    /** Parts all rows into that many cells, some of which may be empty. */
    static Cells of(EstimatedRows rows, int cells, Phase phase) {
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
            means = means(rows, sample, assign(rows, sample, centres, phase), means);
        }
        RowBlocks centres = centres(rows, means, cells);
        int[] all = IntStream.range(0, n).toArray();
        return new Cells(centres, assign(rows, all, centres, phase));
    }

    private static RowBlocks centres(EstimatedRows rows, float[] means, int cells) {
        Metric metric = rows.points().metric() == Metric.MANHATTAN ? Metric.MANHATTAN : Metric.EUCLIDEAN;
        Points points = Points.of(means, cells, rows.points().d(), metric);
        return new RowBlocks(
                EstimatedRows.asTheyAre(points, rows.kernel()),
                IntStream.range(0, cells).toArray());
    }

    private static int[] assign(EstimatedRows rows, int[] numbers, RowBlocks centres, Phase phase) {
        int[] cellOf = new int[numbers.length];
        RowBlocks packer = new RowBlocks(rows, new int[0]);
        Workers.forEach(
                Math.ceilDiv(numbers.length, PairKernel.BLOCK),
                () -> new Assignment(packer, numbers, centres, cellOf, phase));
        return cellOf;
    }

    private static float[] means(EstimatedRows rows, int[] numbers, int[] cellOf, float[] before) {
        int d = rows.points().d();
        double[] sums = new double[before.length];
        int[] sizes = new int[before.length / d];
        float[] row = new float[d];
        for (int s = 0; s < numbers.length; s++) {
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

    private static final class Assignment implements IntConsumer {

        private final RowBlocks packer;
        private final int[] numbers;
        private final RowBlocks centres;
        private final int[] cellOf;
        private final Phase phase;
        private final float[][] affinities = new float[PairKernel.BLOCK][PairKernel.BLOCK];
        private final float[] ownHalves = new float[PairKernel.BLOCK];
        private final float[] least = new float[PairKernel.BLOCK];

        Assignment(RowBlocks packer, int[] numbers, RowBlocks centres, int[] cellOf, Phase phase) {
            this.packer = packer;
            this.numbers = numbers;
            this.centres = centres;
            this.cellOf = cellOf;
            this.phase = phase;
        }

        @Override
        public void accept(int task) {
            phase.check();
            int from = task * PairKernel.BLOCK;
            int to = Math.min(numbers.length, from + PairKernel.BLOCK);
            float[][] packed = packer.pack(numbers, from, to, ownHalves);
            Arrays.fill(least, Float.POSITIVE_INFINITY);
            for (int block = 0; block < centres.count(); block++) {
                centres.kernel().affinities(packed, to - from, centres.block(block), affinities);
                for (int r = 0; r < to - from; r++) {
                    choose(from + r, r, block);
                }
            }
        }

        private void choose(int s, int r, int block) {
            float[] halves = centres.halves(block);
            for (int p = 0; p < PairKernel.BLOCK; p++) {
                float estimate = halves[p] - affinities[r][p];
                if (estimate < least[r]) {
                    least[r] = estimate;
                    cellOf[s] = centres.first(block) + p;
                }
            }
        }
    }
}
