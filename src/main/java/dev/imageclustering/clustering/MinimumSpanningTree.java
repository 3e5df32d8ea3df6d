package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * An exact minimum spanning tree of the mutual reachability graph, by Borůvka's rounds (Borůvka 1926; Nešetřil,
 * Milková, Nešetřilová 2001): in each, every component but the largest takes one of its lightest edges outwards.
 *
 * <p>A row knows its nearest neighbours, and that all others are at least as far as the last of them. A component's
 * lightest known edge is therefore final unless one of its rows has a bound below it; only such open rows are compared
 * with all points again, the lowest bounds first, because their finds close others. After that the row knows its
 * lightest edge outwards, whose weight bounds it for good: components only grow.
 *
 * <p>Where several edges are equally light, any may be taken (the union is asked, so that no cycle closes): the tree is
 * one of several then, but the components at any distance, which are all that {@link MergeHistory} uses, are those of
 * every minimum spanning tree. Time O(n^2 d) a round at worst, O(log n) rounds; memory O(n) beside what it is given.
 */
final class MinimumSpanningTree {

    /** How many open rows are compared at once: fewer would keep cores idle, more would compare rows in vain. */
    private static final int WAVE = 16 * DistanceEstimates.BLOCK;

    private final int n;
    private final MutualReachability reachability;
    private final DistanceEstimates estimates;
    private final NearestNeighbours neighbours;

    private final DisjointSets sets;
    private final Edge[] tree;
    private int treeSize;

    /** The set of each point as the round begins. */
    private final int[] component;

    /** How many neighbours at the head of the list are in the point's own component. */
    private final int[] inside;

    /** No edge outwards is lighter than this, but for those to listed neighbours and {@link #found}. */
    private final double[] bound;

    /** The lightest edge outwards of a row when it was last compared with all points. */
    private final LightestEdges found;

    /** The lightest known edge outwards of a component. */
    private final LightestEdges lightest;

    private MinimumSpanningTree(
            MutualReachability reachability, DistanceEstimates estimates, NearestNeighbours neighbours) {
        this.n = reachability.points().n();
        this.reachability = reachability;
        this.estimates = estimates;
        this.neighbours = neighbours;
        this.sets = new DisjointSets(n);
        this.tree = new Edge[n - 1];
        this.component = new int[n];
        this.inside = new int[n];
        this.bound = new double[n];
        this.found = new LightestEdges(n);
        this.lightest = new LightestEdges(n);
    }

    /**
     * Returns the n - 1 edges of a minimum spanning tree of at least two points, the lightest first.
     *
     * <p>Runs on the common pool, or on the fork-join pool that the caller runs on; the tree is the same on any.
     */
    static SpanningTree of(
            MutualReachability reachability,
            DistanceEstimates estimates,
            NearestNeighbours neighbours,
            RunMonitor monitor) {
        return new MinimumSpanningTree(reachability, estimates, neighbours).build(monitor);
    }

    private SpanningTree build(RunMonitor monitor) {
        Phase phase = Phase.begin(monitor, "spanning tree", tree.length);
        Arrays.setAll(bound, this::boundBeyondNeighbours);
        while (treeSize < tree.length) {
            Arrays.setAll(component, sets::find);
            int largest = largestComponent();
            lightest.clear();
            for (int i = 0; i < n; i++) {
                offerKnown(i);
            }
            search(openRows(largest), phase);
            int before = treeSize;
            join(largest);
            phase.advance(treeSize - before);
        }
        phase.end();
        return SpanningTree.of(n, tree);
    }

    private double boundBeyondNeighbours(int i) {
        double[] distances = neighbours.distances()[i];
        return distances.length == n - 1
                ? Double.POSITIVE_INFINITY
                : Math.max(distances[distances.length - 1], reachability.coreDistances()[i]);
    }

    private int largestComponent() {
        int largest = component[0];
        for (int root : component) {
            if (sets.size(root) > sets.size(largest)) {
                largest = root;
            }
        }
        return largest;
    }

    private void offerKnown(int i) {
        if (!found.isEmpty(i) && component[found.to(i)] == component[i]) {
            found.clear(i);
        }
        lightest.offer(component[i], i, found.to(i), found.weight(i));
        int[] ids = neighbours.ids()[i];
        double[] distances = neighbours.distances()[i];
        while (inside[i] < ids.length && component[ids[inside[i]]] == component[i]) {
            inside[i]++;
        }
        double core = reachability.coreDistances()[i];
        for (int k = inside[i]; k < ids.length; k++) {
            if (Math.max(core, distances[k]) >= lightest.weight(component[i])) {
                break;
            }
            if (component[ids[k]] != component[i]) {
                lightest.offer(component[i], i, ids[k], reachability.of(i, ids[k], distances[k]));
            }
        }
    }

    private boolean isOpen(int i) {
        return bound[i] < lightest.weight(component[i]);
    }

    private int[] openRows(int largest) {
        return IntStream.range(0, n)
                .filter(i -> component[i] != largest && isOpen(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> bound[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void search(int[] open, Phase phase) {
        int[] wave = new int[WAVE];
        int next = 0;
        while (next < open.length) {
            int size = 0;
            for (; next < open.length && size < WAVE; next++) {
                if (isOpen(open[next])) {
                    wave[size++] = open[next];
                }
            }
            phase.check();
            searchWave(wave, size);
        }
    }

    /**
     * Compares the rows with all points; each row is written by one thread, and what they found is gathered in order.
     */
    private void searchWave(int[] wave, int size) {
        IntStream.range(0, Math.ceilDiv(size, DistanceEstimates.BLOCK))
                .parallel()
                .forEach(block -> {
                    int from = block * DistanceEstimates.BLOCK;
                    estimates.visit(wave, from, Math.min(size, from + DistanceEstimates.BLOCK), this::searchRow);
                });
        for (int w = 0; w < size; w++) {
            int i = wave[w];
            bound[i] = found.weight(i);
            lightest.offer(component[i], i, found.to(i), found.weight(i));
        }
    }

    private void searchRow(int row, int first, int count, float[] values) {
        float cut = estimates.cut(found.weight(row));
        for (int p = 0; p < count; p++) {
            int other = first + p;
            if (values[p] < cut
                    && component[other] != component[row]
                    && reachability.coreDistances()[other] < found.weight(row)) {
                found.offer(row, row, other, reachability.distance(row, other));
                cut = estimates.cut(found.weight(row));
            }
        }
    }

    private void join(int largest) {
        int before = treeSize;
        for (int root = 0; root < n; root++) {
            if (component[root] == root && root != largest) {
                Edge edge = lightest.edge(root);
                if (sets.union(edge.from(), edge.to())) {
                    tree[treeSize++] = edge;
                }
            }
        }
        if (treeSize == before) {
            throw new IllegalStateException("No edge leads out of any component after " + treeSize + " edges");
        }
    }
}
