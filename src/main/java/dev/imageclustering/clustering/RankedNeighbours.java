package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Some of the nearest of each place with their exact distances, from near to far. The arrays are shared; a place is
 * written by one thread.
 *
 * @param k the length of each list
 * @param ids {@code ids[place * k + rank]} is the place at that rank; {@link #NONE} ends a list that is shorter
 * @param distances the exact distances of the same
 * @param bounds nothing that is not in the list is nearer than this; infinite if nothing was left out
 */
record RankedNeighbours(int k, int[] ids, double[] distances, double[] bounds) {

    static final int NONE = -1;

    /** So many places go by between two questions whether to go on. */
    private static final int CHECKED = 4096;

    /** Ranks what the lists hold by exact distance, of equal ones the lower place first. Time O(n k (d + log k)). */
    static RankedNeighbours of(RowBlocks blocks, NearestLists lists, Phase phase) {
        return of(blocks, lists, true, phase);
    }

    /** Ranks what the lists hold by the least distances that their estimates may stand for. Time O(n k log k). */
    static RankedNeighbours estimated(RowBlocks blocks, NearestLists lists, Phase phase) {
        return of(blocks, lists, false, phase);
    }

    private static RankedNeighbours of(RowBlocks blocks, NearestLists lists, boolean exact, Phase phase) {
        int n = blocks.size();
        int k = lists.k();
        RankedNeighbours ranked = new RankedNeighbours(k, new int[n * k], new double[n * k], new double[n]);
        Arrays.fill(ranked.ids, NONE);
        Workers.forEach(blocks.count(), () -> ranked.new Ranking(blocks, lists, exact, phase));
        return ranked;
    }

    /** Writes the list of a place anew. */
    void replace(int place, NearestHeap nearest, double bound) {
        Arrays.fill(ids, place * k, (place + 1) * k, NONE);
        nearest.sort();
        nearest.copyTo(ids, distances, place * k);
        bounds[place] = bound;
    }

    /** Returns only what is mutual: pairs of places that are in each other's list. Time O(n k^2). */
    RankedNeighbours mutual(Phase phase) {
        RankedNeighbours mutual = new RankedNeighbours(k, new int[ids.length], new double[ids.length], bounds);
        Arrays.fill(mutual.ids, NONE);
        Workers.forEach(bounds.length, place -> {
            if (place % CHECKED == 0) {
                phase.check();
            }
            int count = place * k;
            for (int at = count; at < (place + 1) * k; at++) {
                if (ids[at] != NONE && contains(ids[at], place)) {
                    mutual.ids[count] = ids[at];
                    mutual.distances[count++] = distances[at];
                }
            }
        });
        return mutual;
    }

    private boolean contains(int place, int other) {
        for (int at = place * k; at < (place + 1) * k; at++) {
            if (ids[at] == other) {
                return true;
            }
        }
        return false;
    }

    private final class Ranking implements IntConsumer {

        private final RowBlocks blocks;
        private final NearestLists lists;
        private final boolean exact;
        private final Phase phase;
        private final int[] others;
        private final float[] estimates;

        Ranking(RowBlocks blocks, NearestLists lists, boolean exact, Phase phase) {
            this.phase = phase;
            this.exact = exact;
            this.blocks = blocks;
            this.lists = lists;
            this.others = new int[k];
            this.estimates = new float[k];
        }

        @Override
        public void accept(int block) {
            phase.check();
            for (int place = blocks.first(block); place < blocks.end(block) && k > 0; place++) {
                int count = lists.others(place, others, estimates);
                NearestHeap nearest = new NearestHeap(k);
                for (int o = 0; o < count; o++) {
                    nearest.offer(
                            others[o],
                            exact
                                    ? blocks.distance(place, others[o])
                                    : blocks.rows().distanceOf(estimates[o]));
                }
                float bound = lists.bound(place);
                // Infinite while there is room: nothing was left out then.
                replace(place, nearest, blocks.rows().distanceOf(bound));
            }
        }
    }
}
