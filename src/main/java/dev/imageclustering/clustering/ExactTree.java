package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exact spanning tree by one pass over all pairs and little more. What makes it little: before the pass, neighbours
 * are guessed from cells of near rows, and from these the components that the tree will have where lists of neighbours
 * end; in the pass each row keeps, beside its nearest, the nearest outside its guessed component, which is what the next
 * rounds of Borůvka ask for. A guess that is wrong costs time only.
 */
final class ExactTree {

    /** Fewer rows are not worth guessing for. */
    private static final int LEAST_GUESSED = 2048;

    /** How many cells are looked through for the neighbours of a row. */
    private static final int NEAR_CELLS = 4;

    private static final int KEPT_OUTSIDE = 8;

    /** A component of a larger share is likely to be the largest to the end, which never looks outside. */
    private static final int SHARE_OF_LARGEST = 3;

    private final EstimatedRows rows;
    private final RunMonitor monitor;
    private final int n;
    private final int minSamples;
    private final int kept;
    private final boolean guesses;

    private ExactTree(EstimatedRows rows, int minSamples, int leastGuessed, RunMonitor monitor) {
        this.rows = rows;
        this.monitor = monitor;
        this.n = rows.points().n();
        this.minSamples = minSamples;
        this.kept = ReachabilityTree.kept(minSamples, n);
        this.guesses = n >= leastGuessed;
    }

    /**
     * Returns the tree of at least two points. Runs on the common pool, or on the fork-join pool that the caller runs on;
     * the tree is the same on any. Time O(n^2 d), memory O(n (d + min(minSamples, 512))).
     */
    static ReachabilityTree of(EstimatedRows rows, int minSamples, RunMonitor monitor) {
        return of(rows, minSamples, LEAST_GUESSED, monitor);
    }

    /** Returns the same tree, with guesses if there are at least so many rows, at least 16. */
    static ReachabilityTree of(EstimatedRows rows, int minSamples, int leastGuessed, RunMonitor monitor) {
        return new ExactTree(rows, minSamples, leastGuessed, monitor).build();
    }

    private ReachabilityTree build() {
        if (!guesses) {
            RowBlocks blocks = new RowBlocks(rows, IntStream.range(0, n).toArray());
            int[] groups = new int[n];
            Arrays.fill(groups, PairPass.UNTRACKED);
            float[] ceilings = new float[n];
            Arrays.fill(ceilings, Float.POSITIVE_INFINITY);
            return build(blocks, groups, ceilings);
        }
        Phase parting = Phase.begin(monitor, "cells", 1);
        Cells cells = Cells.of(rows, (int) Math.sqrt(n), 1, parting);
        RowBlocks blocks = new RowBlocks(rows, cells.order(), parting);
        parting.end();
        long[] pairs = cells.nearPairs(NEAR_CELLS);
        Phase guessing = Phase.begin(monitor, "guess", pairs.length);
        NearestLists guess = new NearestLists(n, kept);
        PairPass.ofNearest(blocks, guess).compare(pairs, guessing);
        int[] groups = groups(blocks, guess, guessing);
        float[] ceilings = new float[n];
        for (int place = 0; place < n; place++) {
            ceilings[place] = guess.bound(place);
        }
        guessing.end();
        return build(blocks, groups, ceilings);
    }

    private int[] groups(RowBlocks blocks, NearestLists guess, Phase phase) {
        RankedNeighbours ranked = RankedNeighbours.estimated(blocks, guess, phase);
        double[] cores = new double[n];
        Arrays.setAll(cores, place -> ranked.distances()[place * kept + Math.min(minSamples, kept) - 1]);
        int[] groups = MinimumSpanningTree.guess(cores, ranked, phase);
        int[] sizes = new int[n];
        for (int group : groups) {
            sizes[group]++;
        }
        return Arrays.stream(groups)
                .map(group -> sizes[group] > n / SHARE_OF_LARGEST ? PairPass.UNTRACKED : group)
                .toArray();
    }

    private ReachabilityTree build(RowBlocks blocks, int[] groups, float[] ceilings) {
        long[] pairs = PairPass.allPairs(blocks.count());
        Phase neighbours = Phase.begin(monitor, "neighbours", pairs.length);
        NearestLists nearLists = new NearestLists(n, kept);
        NearestLists outsideLists = new NearestLists(n, guesses ? KEPT_OUTSIDE : 0);
        new PairPass(blocks, nearLists, outsideLists, groups, ceilings).compare(pairs, neighbours);
        RankedNeighbours near = RankedNeighbours.of(blocks, nearLists, neighbours);
        RankedNeighbours outside = RankedNeighbours.of(blocks, outsideLists, neighbours);
        double[] cores = CoreDistances.of(blocks, near, minSamples, neighbours);
        neighbours.end();
        Phase spanning = Phase.begin(monitor, "spanning tree", n - 1);
        double[] bounds = new double[n];
        double[] outsideBounds = new double[n];
        for (int place = 0; place < n; place++) {
            bounds[place] = Math.max(cores[place], near.bounds()[place]);
            outsideBounds[place] = Math.max(cores[place], outside.bounds()[place]);
        }
        MinimumSpanningTree tree = new MinimumSpanningTree(cores, bounds, near, outside);
        tree.complete(blocks, groups, outsideBounds, spanning);
        spanning.end();
        return ReachabilityTree.of(blocks, tree.edges(), cores);
    }
}
