package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Parts rows in their order: a row that is like one of the leaders before it follows the first of these, any other is a
 * leader itself (the leader algorithm, J. A. Hartigan, Clustering Algorithms, 1975, chapter 3).
 *
 * <p>Up to {@link PairKernel#BLOCK} rows at a time are parted among themselves, and their leaders compared with all rows
 * that follow nobody yet. Where many of these pairs may be alike, their inner products are estimated first in the way
 * matrices are multiplied, so that only what comes near enough is computed exactly: the answer is the same.
 *
 * <p>Of n rows of d values, L of them leaders: time O(n L d), so quadratic where no row is like another; with vectors of
 * 512 bits some 0.02 ns of one core for each n L d. Memory O(n + t b d) for t threads and b rows in a block.
 */
public final class Leaders {

    /** What is parted. */
    public interface Rows {

        /** How many there are. */
        int count();

        /** How many values each has. */
        int dimension();

        /** Writes the values of a row, made so that the squares of them add up to 1 at most. */
        void copy(int row, float[] values);

        /**
         * Returns how similar a row has to be to the leader to follow it, above -1; infinity where it never does. It is
         * quick beside {@link #similarity}.
         */
        double least(int leader, int row);

        /** Returns the inner product of two rows; may differ by 0.0001 from that of the copies. */
        double similarity(int leader, int row);
    }

    /** An exact comparison takes as long as so many estimates. */
    private static final int ESTIMATES_A_COMPARISON = 16;

    /** How far apart the estimate and {@link Rows#similarity} may be: more than all roundings, in float, and the above. */
    private static final double SLACK = 0.001;

    /** So few pairs are compared at once: the room for estimates would cost more. */
    private static final int FEW = 4096;

    private static final int NONE = -1;

    private final Rows rows;
    private final PairKernel kernel;
    private final int[] leader;

    private Leaders(Rows rows, PairKernel kernel) {
        this.rows = rows;
        this.kernel = kernel;
        this.leader = new int[rows.count()];
        Arrays.fill(leader, NONE);
    }

    /** Returns the leader of each row, itself for a leader. */
    public static int[] of(Rows rows) {
        return of(rows, PairKernel.of(rows.dimension(), false));
    }

    static int[] of(Rows rows, PairKernel kernel) {
        Leaders leaders = new Leaders(rows, kernel);
        int[] open = new int[rows.count()];
        Arrays.setAll(open, row -> row);
        while (open.length > 0) {
            open = leaders.part(open);
        }
        return leaders.leader;
    }

    /** Finds the leaders among the first rows and who follows them; returns the rows that are left. */
    private int[] part(int[] open) {
        int[] first = Arrays.copyOf(open, Math.min(open.length, PairKernel.BLOCK));
        int[] rest = Arrays.copyOfRange(open, first.length, open.length);
        new Comparison(first).partHeads();
        int[] found = open(first);
        for (int row : found) {
            leader[row] = row;
        }
        if (rest.length > 0) {
            Workers.forEach(Math.ceilDiv(rest.length, PairKernel.BLOCK), () -> worker(found, rest));
        }
        return open(rest);
    }

    private IntConsumer worker(int[] found, int[] rest) {
        Comparison comparison = new Comparison(found);
        return block -> {
            int from = block * PairKernel.BLOCK;
            int to = Math.min(rest.length, from + PairKernel.BLOCK);
            comparison.part(Arrays.copyOfRange(rest, from, to));
        };
    }

    private int[] open(int[] some) {
        return Arrays.stream(some).filter(row -> leader[row] == NONE).toArray();
    }

    /** Tells whether the row follows the leader; an estimate that is far too low spares the exact comparison. */
    private boolean follows(int row, int head, double estimate) {
        double least = rows.least(head, row);
        return least < Double.POSITIVE_INFINITY && estimate + SLACK >= least && rows.similarity(head, row) >= least;
    }

    /** Compares the same rows, a block of them at most, with blocks of others; for one thread. */
    private final class Comparison {

        private final int[] heads;
        private float @Nullable [][] packed;
        private float[][] copies = {};
        private float[][] estimates = {};

        Comparison(int[] heads) {
            this.heads = heads;
        }

        /** Parts the rows among themselves. */
        void partHeads() {
            boolean estimated = estimate(heads);
            for (int h = 0; h < heads.length; h++) {
                if (leader[heads[h]] == NONE) {
                    gather(h, heads, h + 1, estimated);
                }
            }
        }

        /** Parts other rows, a block of them at most, all of which come after these. */
        void part(int[] others) {
            boolean estimated = estimate(others);
            for (int h = 0; h < heads.length; h++) {
                gather(h, others, 0, estimated);
            }
        }

        private void gather(int h, int[] others, int from, boolean estimated) {
            for (int p = from; p < others.length; p++) {
                double estimate = estimated ? estimates[h][p] : Double.POSITIVE_INFINITY;
                if (leader[others[p]] == NONE && follows(others[p], heads[h], estimate)) {
                    leader[others[p]] = heads[h];
                }
            }
        }

        /** Estimates all pairs, where this is quicker than to compare them. */
        private boolean estimate(int[] others) {
            if (!areManyPromising(others)) {
                return false;
            }
            if (packed == null) {
                copies = new float[PairKernel.BLOCK][rows.dimension()];
                estimates = new float[PairKernel.BLOCK][PairKernel.BLOCK];
                packed = pack(heads);
            }
            kernel.affinities(packed, heads.length, pack(others), estimates);
            return true;
        }

        private boolean areManyPromising(int[] others) {
            int enough = Math.max(FEW, heads.length * PairKernel.BLOCK / ESTIMATES_A_COMPARISON);
            int left = heads.length * others.length;
            for (int h = 0, promising = 0; h < heads.length && promising + left > enough; h++) {
                for (int other : others) {
                    promising += rows.least(heads[h], other) < Double.POSITIVE_INFINITY ? 1 : 0;
                }
                if (promising > enough) {
                    return true;
                }
                left -= others.length;
            }
            return false;
        }

        private float[][] pack(int[] some) {
            for (int i = 0; i < some.length; i++) {
                rows.copy(some[i], copies[i]);
            }
            return kernel.pack(Arrays.copyOf(copies, some.length));
        }
    }
}
