package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The core distance of each place: the distance of its {@code minSamples}-th nearest neighbour (Campello, Moulavi,
 * Sander 2013, definition 1), where the point itself is not counted, as in the Python implementation; with fewer other
 * points it is that of the farthest.
 */
final class CoreDistances {

    private CoreDistances() {}

    /**
     * Returns the core distances. Where the ranked lists do not prove theirs (the bound of what was left out is below it),
     * all rows are compared exactly, and the list of the place is replaced by a true one. Time O(n d) for each such place.
     *
     * <p>Where the lists are shorter than {@code minSamples} all pairs are compared once more: time O(n^2 d).
     */
    static double[] of(RowBlocks blocks, RankedNeighbours ranked, int minSamples, Phase phase) {
        int rank = Math.min(minSamples, blocks.size() - 1) - 1;
        int k = ranked.k();
        if (rank >= k) {
            return ExactSearch.distances(blocks, rank + 1, phase);
        }
        int[] open = IntStream.range(0, blocks.size())
                .filter(place -> ranked.ids()[place * k + rank] == RankedNeighbours.NONE
                        || ranked.distances()[place * k + rank] > ranked.bounds()[place])
                .toArray();
        return search(blocks, ranked, open, rank, phase);
    }

    /** Returns the core distances that the lists say, and searches where they are too short only. */
    static double[] estimated(RowBlocks blocks, RankedNeighbours ranked, int minSamples, Phase phase) {
        int rank = Math.min(minSamples, blocks.size() - 1) - 1;
        if (rank >= ranked.k()) {
            return ExactSearch.distances(blocks, rank + 1, phase);
        }
        int[] open = IntStream.range(0, blocks.size())
                .filter(place -> ranked.ids()[place * ranked.k() + rank] == RankedNeighbours.NONE)
                .toArray();
        return search(blocks, ranked, open, rank, phase);
    }

    private static double[] search(RowBlocks blocks, RankedNeighbours ranked, int[] open, int rank, Phase phase) {
        ExactSearch.fill(blocks, ranked, open, phase);
        double[] cores = new double[blocks.size()];
        Arrays.setAll(cores, place -> ranked.distances()[place * ranked.k() + rank]);
        return cores;
    }
}
