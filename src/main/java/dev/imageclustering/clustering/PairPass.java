package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Compares rows pair by pair, each pair once, and keeps for each the nearest of all and the nearest outside its own
 * group. The result does not depend on the number of threads, nor on the order in which block pairs come.
 *
 * <p>Memory beside the lists: a block of affinities for each thread.
 */
final class PairPass {

    /** The group of a row that needs no list of what is outside. */
    static final int UNTRACKED = -1;

    private static final int MIXED = -2;

    private final RowBlocks blocks;
    private final NearestLists near;
    private final NearestLists outside;
    private final int[] groups;
    private final float rounding;
    private final int[] groupOfBlock;

    /** What a list of the nearest is known to be full of, by place. */
    private final float[] ceilings;

    /** The estimates from which on nothing is kept, by block: in the list of the nearest, and in either list. */
    private final float[][] nearLimits;

    private final float[][] limits;

    /**
     * Prepares the comparison.
     *
     * @param groups the group of each place, or {@link #UNTRACKED}
     * @param ceilings by place, an estimate that the list of the nearest will end below or at
     */
    PairPass(RowBlocks blocks, NearestLists near, NearestLists outside, int[] groups, float[] ceilings) {
        this.blocks = blocks;
        this.near = near;
        this.outside = outside;
        this.groups = groups;
        this.rounding = blocks.rounding();
        this.ceilings = ceilings;
        this.groupOfBlock = new int[blocks.count()];
        this.nearLimits = new float[blocks.count()][PairKernel.BLOCK];
        this.limits = new float[blocks.count()][PairKernel.BLOCK];
        for (int block = 0; block < blocks.count(); block++) {
            groupOfBlock[block] = groupOf(block);
            Arrays.fill(nearLimits[block], Float.NEGATIVE_INFINITY);
            Arrays.fill(limits[block], Float.NEGATIVE_INFINITY);
            for (int place = blocks.first(block); place < blocks.end(block); place++) {
                lower(block, place);
            }
        }
    }

    private int groupOf(int block) {
        int group = groups[blocks.first(block)];
        for (int place = blocks.first(block); place < blocks.end(block); place++) {
            if (groups[place] != group) {
                return MIXED;
            }
        }
        return group == UNTRACKED ? MIXED : group;
    }

    private void lower(int block, int place) {
        float least = above(Math.min(ceilings[place], near.bound(place)));
        nearLimits[block][place - blocks.first(block)] = least;
        limits[block][place - blocks.first(block)] =
                groups[place] == UNTRACKED ? least : Math.max(least, above(outside.bound(place)));
    }

    /** An equal estimate may still be kept, for its lower number. */
    private float above(float bound) {
        return bound == Float.NEGATIVE_INFINITY ? bound : Math.nextUp(bound + rounding);
    }

    /** Prepares a comparison that keeps the nearest of all only. */
    static PairPass ofNearest(RowBlocks blocks, NearestLists near) {
        int[] groups = new int[blocks.size()];
        Arrays.fill(groups, UNTRACKED);
        float[] ceilings = new float[blocks.size()];
        Arrays.fill(ceilings, Float.POSITIVE_INFINITY);
        return new PairPass(blocks, near, new NearestLists(blocks.size(), 0), groups, ceilings);
    }

    /** Returns all pairs of blocks, those that are near each other in the order first. */
    static long[] allPairs(int blocks) {
        long[] pairs = new long[blocks * (blocks + 1) / 2];
        int at = 0;
        for (int apart = 0; apart < blocks; apart++) {
            for (int first = 0; first + apart < blocks; first++) {
                pairs[at++] = pair(first, first + apart);
            }
        }
        return pairs;
    }

    /** Returns one pair of blocks; the first is not after the second. */
    static long pair(int first, int second) {
        return (long) first << 32 | second;
    }

    /** Compares the pairs of blocks. Time O({@value PairKernel#BLOCK}^2 d) each. */
    void compare(long[] pairs, Phase phase) {
        Workers.forEach(pairs.length, () -> new Comparison(phase, pairs));
    }

    /** One thread's work. */
    private final class Comparison implements IntConsumer {

        private final Phase phase;
        private final long[] pairs;
        private final float[][] affinities = new float[PairKernel.BLOCK][PairKernel.BLOCK];
        private final int[] found = new int[PairKernel.BLOCK];

        /** The pairs of places that were near enough, {@code row * BLOCK + p}, and their estimates. */
        private final int[] hits = new int[PairKernel.BLOCK * PairKernel.BLOCK];

        private final float[] estimates = new float[hits.length];
        private int count;

        Comparison(Phase phase, long[] pairs) {
            this.phase = phase;
            this.pairs = pairs;
        }

        @Override
        public void accept(int task) {
            phase.advance(1);
            int first = (int) (pairs[task] >> 32);
            int second = (int) pairs[task];
            int rows = blocks.end(first) - blocks.first(first);
            blocks.kernel().affinities(blocks.block(first), rows, blocks.block(second), affinities);
            collect(first, second);
            // Two at a time would save nothing and could wait for each other for ever.
            synchronized (limits[first]) {
                keep(first, second, true);
            }
            synchronized (limits[second]) {
                keep(second, first, false);
            }
        }

        private void collect(int first, int second) {
            boolean one = groupOfBlock[first] != MIXED && groupOfBlock[first] == groupOfBlock[second];
            float[] ofFirst = one ? nearLimits[first] : limits[first];
            float[] ofSecond = one ? nearLimits[second] : limits[second];
            float[] halves = blocks.halves(second);
            count = 0;
            int rows = blocks.end(first) - blocks.first(first);
            for (int r = 0; r < rows; r++) {
                float half = blocks.halves(first)[r];
                int many = blocks.kernel().collect(affinities[r], half, ofFirst[r], halves, ofSecond, found);
                for (int f = 0; f < many; f++) {
                    if (first != second || found[f] > r) {
                        hits[count] = r * PairKernel.BLOCK + found[f];
                        estimates[count++] = half + halves[found[f]] - affinities[r][found[f]];
                    }
                }
            }
        }

        private void keep(int own, int other, boolean rows) {
            for (int h = 0; h < count; h++) {
                int r = hits[h] / PairKernel.BLOCK;
                int p = hits[h] % PairKernel.BLOCK;
                int place = blocks.first(own) + (rows ? r : p);
                int neighbour = blocks.first(other) + (rows ? p : r);
                boolean kept = near.offer(place, estimates[h], neighbour);
                if (groups[place] != UNTRACKED && groups[place] != groups[neighbour]) {
                    kept |= outside.offer(place, estimates[h], neighbour);
                }
                if (kept) {
                    lower(own, place);
                }
            }
        }
    }
}
