package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A spanning tree that is near the exact one, at a cost that hardly grows faster than the number of points: neighbours
 * are searched in the nearest cells only, the tree is that of the graph of these neighbours, and what the graph leaves
 * apart is joined by the exact tree of a few rows of each component. Deterministic, on any number of threads.
 */
final class ApproximateTree {

    /** With fewer rows the cells would hold most of them. */
    static final int LEAST = 8192;

    private static final int CELL_SIZE = 512;
    private static final int NEAR_CELLS = 12;
    private static final int KEPT_OUTSIDE = 8;
    private static final int MOST_SAMPLED = 65_536;
    private static final int MOST_SAMPLED_OF_ONE = 64;

    private final EstimatedRows rows;
    private final RunMonitor monitor;
    private final int n;
    private final int minSamples;

    private ApproximateTree(EstimatedRows rows, int minSamples, RunMonitor monitor) {
        this.rows = rows;
        this.monitor = monitor;
        this.n = rows.points().n();
        this.minSamples = minSamples;
    }

    /** Returns a tree of at least {@link #LEAST} points. Memory O(n (d + minSamples)). */
    static ReachabilityTree of(EstimatedRows rows, int minSamples, RunMonitor monitor) {
        return new ApproximateTree(rows, minSamples, monitor).build();
    }

    private ReachabilityTree build() {
        Phase phase = Phase.begin(monitor, "cells", 1);
        Cells cells = Cells.of(rows, n / CELL_SIZE, phase);
        RowBlocks blocks = new RowBlocks(rows, cells.order());
        long[] pairs = cells.nearPairs(NEAR_CELLS);
        phase.end();
        Phase neighbours = Phase.begin(monitor, "neighbours", pairs.length);
        NearestLists lists = new NearestLists(n, ReachabilityTree.kept(minSamples, n));
        PairPass.ofNearest(blocks, lists).compare(pairs, neighbours);
        RankedNeighbours ranked = RankedNeighbours.of(blocks, lists);
        double[] cores = CoreDistances.estimated(blocks, ranked, minSamples, neighbours);
        neighbours.end();
        Phase spanning = Phase.begin(monitor, "spanning tree", n - 1);
        double[] bounds = new double[n];
        Arrays.fill(bounds, Double.POSITIVE_INFINITY);
        MinimumSpanningTree forest = new MinimumSpanningTree(cores, bounds, ranked);
        forest.growByWhatIsKnown(spanning);
        Edge[] inside = forest.edges();
        spanning.advance(inside.length);
        Edge[] between = join(blocks, forest.components(), cores, spanning);
        spanning.end();
        Edge[] all = Arrays.copyOf(inside, n - 1);
        System.arraycopy(between, 0, all, inside.length, between.length);
        return ReachabilityTree.of(blocks, all, cores);
    }

    private Edge[] join(RowBlocks blocks, int[] components, double[] cores, Phase phase) {
        int[] sample = sample(components);
        int[] order = Arrays.stream(sample).map(blocks::row).toArray();
        RowBlocks sampled = new RowBlocks(rows, order);
        double[] ownCores =
                Arrays.stream(sample).mapToDouble(place -> cores[place]).toArray();
        int[] groups = new int[sample.length];
        MinimumSpanningTree tree;
        for (int s = 0; s < sample.length; s++) {
            boolean first = s == 0 || components[sample[s]] != components[sample[s - 1]];
            groups[s] = first ? s : groups[s - 1];
        }
        NearestLists outside = new NearestLists(sample.length, KEPT_OUTSIDE);
        float[] ceilings = new float[sample.length];
        NearestLists none = new NearestLists(sample.length, 0);
        new PairPass(sampled, none, outside, groups, ceilings).compare(PairPass.allPairs(sampled.count()), phase);
        RankedNeighbours ranked = RankedNeighbours.of(sampled, outside);
        double[] bounds = ownCores.clone();
        double[] outsideBounds = new double[sample.length];
        for (int s = 0; s < sample.length; s++) {
            outsideBounds[s] = Math.max(ownCores[s], ranked.bounds()[s]);
        }
        tree = new MinimumSpanningTree(ownCores, bounds, ranked);
        for (int s = 0; s < sample.length; s++) {
            tree.unite(groups[s], s);
        }
        tree.complete(sampled, groups, outsideBounds, phase);
        return Arrays.stream(tree.edges())
                .map(edge -> new Edge(sample[edge.from()], sample[edge.to()], edge.weight()))
                .toArray(Edge[]::new);
    }

    /** Some places of each component, those of one following each other. */
    private int[] sample(int[] components) {
        int[] sizes = new int[n];
        for (int component : components) {
            sizes[component]++;
        }
        int count = (int) Arrays.stream(sizes).filter(size -> size > 0).count();
        int most = Math.clamp(MOST_SAMPLED / count, 1, MOST_SAMPLED_OF_ONE);
        int[] seen = new int[n];
        return IntStream.range(0, n)
                .filter(place -> {
                    int component = components[place];
                    int step = Math.ceilDiv(sizes[component], most);
                    return seen[component]++ % step == 0;
                })
                .boxed()
                .sorted((a, b) -> Integer.compare(components[a], components[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
