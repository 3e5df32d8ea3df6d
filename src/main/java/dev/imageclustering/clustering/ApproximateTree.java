package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A spanning tree that is near the exact one, at a cost that hardly grows faster than the number of points. Neighbours
 * are searched in the nearest cells only. As lists of neighbours end inside a cluster, and outliers would be the only
 * bridges between clusters, some rows of each component that the lists make are compared with those of all others. The
 * tree is that of the graph of both, and what that leaves apart is joined by the exact tree of a few rows of each
 * component. Deterministic, on any number of threads.
 */
final class ApproximateTree {

    /** With fewer rows the cells would hold most of them. */
    static final int LEAST = 8192;

    private static final int CELL_SIZE = 512;
    private static final int NEAR_CELLS = 12;
    private static final int KEPT_OUTSIDE = 8;

    /** Smaller components are outliers, whose neighbours are all that is to be known of them. */
    private static final int LEAST_GROUP = 4;

    private static final int MOST_SAMPLED = 196_608;
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

    /** Returns a tree of at least {@link #LEAST} points. Memory O(n (d + min(minSamples, 512))). */
    static ReachabilityTree of(EstimatedRows rows, int minSamples, RunMonitor monitor) {
        return new ApproximateTree(rows, minSamples, monitor).build();
    }

    private ReachabilityTree build() {
        Phase phase = Phase.begin(monitor, "cells", 1);
        Cells cells = Cells.of(rows, n / CELL_SIZE, NEAR_CELLS, phase);
        RowBlocks blocks = new RowBlocks(rows, cells.order(), phase);
        phase.end();
        Phase neighbours = Phase.begin(monitor, "neighbours", cells.count());
        NearestLists lists = new NearestLists(n, ReachabilityTree.kept(minSamples, n));
        new CellSearch(cells, blocks, lists, neighbours).search();
        RankedNeighbours ranked = RankedNeighbours.of(blocks, lists, neighbours);
        double[] cores = CoreDistances.estimated(blocks, ranked, minSamples, neighbours);
        int[] groups = MinimumSpanningTree.guess(cores, ranked, neighbours);
        neighbours.end();
        RankedNeighbours outside = outside(blocks, groups);
        Phase spanning = Phase.begin(monitor, "spanning tree", 1);
        double[] bounds = new double[n];
        Arrays.fill(bounds, Double.POSITIVE_INFINITY);
        MinimumSpanningTree forest = new MinimumSpanningTree(cores, bounds, ranked, outside);
        forest.growByWhatIsKnown(spanning);
        spanning.end();
        Edge[] inside = forest.edges();
        Edge[] between = inside.length == n - 1 ? new Edge[0] : join(blocks, forest.components(), cores);
        Edge[] all = Arrays.copyOf(inside, n - 1);
        System.arraycopy(between, 0, all, inside.length, between.length);
        return ReachabilityTree.of(blocks, all, cores);
    }

    /** The nearest outside its group of some rows of each group. */
    private RankedNeighbours outside(RowBlocks blocks, int[] groups) {
        Sample sample = sample(blocks, groups, LEAST_GROUP);
        Phase phase = Phase.begin(monitor, "components", sample.pairs());
        RankedNeighbours found = sample.outside(phase);
        phase.end();
        RankedNeighbours all = new RankedNeighbours(
                KEPT_OUTSIDE, new int[n * KEPT_OUTSIDE], new double[n * KEPT_OUTSIDE], new double[n]);
        Arrays.fill(all.ids(), RankedNeighbours.NONE);
        for (int s = 0; s < sample.places.length; s++) {
            for (int rank = 0; rank < KEPT_OUTSIDE; rank++) {
                int id = found.ids()[s * KEPT_OUTSIDE + rank];
                if (id != RankedNeighbours.NONE) {
                    int at = sample.places[s] * KEPT_OUTSIDE + rank;
                    all.ids()[at] = sample.places[id];
                    all.distances()[at] = found.distances()[s * KEPT_OUTSIDE + rank];
                }
            }
        }
        return all;
    }

    /** The edges of an exact tree of some rows of each component that join the components. */
    private Edge[] join(RowBlocks blocks, int[] components, double[] cores) {
        Sample sample = sample(blocks, components, 1);
        Phase phase = Phase.begin(monitor, "joins", sample.pairs());
        RankedNeighbours ranked = sample.outside(phase);
        int size = sample.places.length;
        double[] ownCores =
                Arrays.stream(sample.places).mapToDouble(place -> cores[place]).toArray();
        double[] outsideBounds = new double[size];
        Arrays.setAll(outsideBounds, s -> Math.max(ownCores[s], ranked.bounds()[s]));
        MinimumSpanningTree tree = new MinimumSpanningTree(ownCores, ownCores.clone(), ranked);
        for (int s = 0; s < size; s++) {
            tree.unite(sample.groups[s], s);
        }
        tree.complete(sample.blocks, sample.groups, outsideBounds, phase);
        phase.end();
        return Arrays.stream(tree.edges())
                .map(edge -> new Edge(sample.places[edge.from()], sample.places[edge.to()], edge.weight()))
                .toArray(Edge[]::new);
    }

    /** Some places, those of one group following each other; the first stands for the group. */
    private record Sample(int[] places, int[] groups, RowBlocks blocks) {

        long pairs() {
            return blocks.count() * (blocks.count() + 1L) / 2;
        }

        RankedNeighbours outside(Phase phase) {
            NearestLists lists = new NearestLists(places.length, KEPT_OUTSIDE);
            NearestLists none = new NearestLists(places.length, 0);
            new PairPass(blocks, none, lists, groups, new float[places.length])
                    .compare(PairPass.allPairs(blocks.count()), phase);
            return RankedNeighbours.of(blocks, lists, phase);
        }
    }

    private Sample sample(RowBlocks blocks, int[] components, int leastSize) {
        int[] places = places(components, leastSize);
        int[] groups = new int[places.length];
        for (int s = 0; s < places.length; s++) {
            boolean first = s == 0 || components[places[s]] != components[places[s - 1]];
            groups[s] = first ? s : groups[s - 1];
        }
        int[] order = Arrays.stream(places).map(blocks::row).toArray();
        return new Sample(places, groups, new RowBlocks(rows, order));
    }

    /** Some places of each component that is large enough. */
    private int[] places(int[] components, int leastSize) {
        int[] sizes = new int[n];
        for (int component : components) {
            sizes[component]++;
        }
        int count = (int) Arrays.stream(sizes).filter(size -> size >= leastSize).count();
        int most = Math.clamp(MOST_SAMPLED / Math.max(1, count), 1, MOST_SAMPLED_OF_ONE);
        int[] seen = new int[n];
        return IntStream.range(0, n)
                .filter(place -> sizes[components[place]] >= leastSize)
                .filter(place -> seen[components[place]]++ % Math.ceilDiv(sizes[components[place]], most) == 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(components[a], components[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
