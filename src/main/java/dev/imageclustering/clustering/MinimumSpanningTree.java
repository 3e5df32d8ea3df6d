package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A minimum spanning tree of the mutual reachability graph, by Borůvka's rounds (Borůvka 1926; Nešetřil, Milková,
 * Nešetřilová 2001): in each, every component but the largest takes one of its lightest edges outwards.
 *
 * <p>A place knows some neighbours, and a bound of the edges to all others. A component's lightest known edge is
 * therefore final unless one of its places has a bound below it; only such open places are compared with all rows again,
 * the lowest bounds first, because their finds close others. After that the place knows its lightest edge outwards, whose
 * weight bounds it for good: components only grow.
 *
 * <p>Where several edges are equally light, any may be taken (the union is asked, so that no cycle closes): the tree is
 * one of several then, but the components at any distance, which are all that {@link MergeHistory} uses, are those of
 * every minimum spanning tree. O(log n) rounds of O(n k), and O(n d) for every place that is open.
 */
final class MinimumSpanningTree {

    /** How many open places are compared at once: fewer would keep cores idle, more would compare rows in vain. */
    private static final int WAVE = 1024;

    /** How many places go by between two questions whether to go on. */
    private static final int CHECKED = 65_536;

    private final int n;
    private final double[] coreDistances;
    private final RankedNeighbours[] known;
    private final DisjointSets sets;
    private final Edge[] tree;
    private int treeSize;

    /** The set of each place as the round begins. */
    private final int[] component;

    /** No edge outwards is lighter than this, but for known ones and {@link #found}. */
    private final double[] bound;

    /** The lightest edge outwards of a place when it was last compared with all rows. */
    private final LightestEdges found;

    /** The lightest known edge outwards of a component. */
    private final LightestEdges lightest;

    /**
     * Prepares a tree of the places that have a core distance.
     *
     * @param bounds what edges that are not known weigh at least, by place; changed as the tree grows
     */
    MinimumSpanningTree(double[] coreDistances, double[] bounds, RankedNeighbours... known) {
        this.n = coreDistances.length;
        this.coreDistances = coreDistances;
        this.bound = bounds;
        this.known = known;
        this.sets = new DisjointSets(n);
        this.tree = new Edge[n - 1];
        this.component = new int[n];
        this.found = new LightestEdges(n);
        this.lightest = new LightestEdges(n);
    }

    /**
     * Returns for each place the place that stands for its component where the lists end: what the tree has joined before
     * any row has to be compared again. Only mutual neighbours join here; lists that are only nearly right would else
     * hang outliers onto the wrong component, and a component with one outlier too many tells nothing.
     */
    static int[] guess(double[] coreDistances, RankedNeighbours neighbours, Phase phase) {
        double[] bounds = new double[coreDistances.length];
        Arrays.setAll(bounds, i -> Math.max(coreDistances[i], neighbours.bounds()[i]));
        MinimumSpanningTree tree = new MinimumSpanningTree(coreDistances, bounds, neighbours.mutual(phase));
        tree.growByWhatIsKnown(phase);
        return tree.components();
    }

    /** Makes one component of two places by an edge that is not counted to the tree. */
    void unite(int a, int b) {
        sets.union(a, b);
    }

    /** Returns the edges so far in any order. */
    Edge[] edges() {
        return Arrays.copyOf(tree, treeSize);
    }

    /** Returns for each place the place that stands for its component. */
    int[] components() {
        return IntStream.range(0, n).map(sets::find).toArray();
    }

    /** Grows the tree as far as known edges are certain to belong to it. */
    void growByWhatIsKnown(Phase phase) {
        boolean grows = true;
        while (grows) {
            phase.check();
            int largest = beginRound(phase);
            boolean[] open = new boolean[n];
            for (int i = 0; i < n; i++) {
                open[component[i]] |= isOpen(i);
            }
            grows = join(largest, open) > 0;
        }
    }

    /**
     * Grows the tree until it spans all places, and advances the phase by each edge.
     *
     * @param groups the group of each place; where all of one are in a component
     * @param outside what edges out of a place's group weigh at least
     */
    void complete(RowBlocks blocks, int[] groups, double[] outside, Phase phase) {
        RowSearch search = new RowSearch(blocks, new Outwards(blocks));
        boolean[] closed = new boolean[n];
        for (int left = componentCount() - 1; left > 0; ) {
            int largest = beginRound(phase);
            raiseBounds(groups, outside);
            search(openPlaces(largest), search, blocks, phase);
            int joined = join(largest, closed);
            if (joined == 0) {
                throw new IllegalStateException("No edge leads out of any of " + (left + 1) + " components");
            }
            left -= joined;
            phase.advance(joined);
        }
    }

    private int componentCount() {
        return (int) IntStream.range(0, n).filter(i -> sets.find(i) == i).count();
    }

    /** Returns the largest component. */
    private int beginRound(Phase phase) {
        Arrays.setAll(component, sets::find);
        int largest = component[0];
        for (int root : component) {
            if (sets.size(root) > sets.size(largest)) {
                largest = root;
            }
        }
        lightest.clear();
        for (int i = 0; i < n; i++) {
            if (i % CHECKED == 0) {
                phase.check();
            }
            if (!found.isEmpty(i)) {
                if (component[found.to(i)] == component[i]) {
                    found.clear(i);
                } else {
                    offer(i, found.to(i), found.weight(i));
                }
            }
            for (RankedNeighbours neighbours : known) {
                offerKnown(i, neighbours);
            }
        }
        return largest;
    }

    private void offerKnown(int i, RankedNeighbours neighbours) {
        for (int at = i * neighbours.k(); at < (i + 1) * neighbours.k(); at++) {
            int other = neighbours.ids()[at];
            if (other == RankedNeighbours.NONE) {
                break;
            }
            if (component[other] != component[i]) {
                offer(i, other, weight(i, other, neighbours.distances()[at]));
            }
        }
    }

    private void offer(int i, int other, double weight) {
        lightest.offer(component[i], i, other, weight);
        lightest.offer(component[other], i, other, weight);
    }

    private double weight(int i, int j, double distance) {
        return Math.max(distance, Math.max(coreDistances[i], coreDistances[j]));
    }

    private boolean isOpen(int i) {
        return bound[i] < lightest.weight(component[i]);
    }

    /** What is outside a component is outside the groups that it has whole. */
    private void raiseBounds(int[] groups, double[] outside) {
        int[] componentOfGroup = new int[n];
        boolean[] parted = new boolean[n];
        Arrays.fill(componentOfGroup, -1);
        for (int i = 0; i < n; i++) {
            if (groups[i] != PairPass.UNTRACKED) {
                parted[groups[i]] |= componentOfGroup[groups[i]] >= 0 && componentOfGroup[groups[i]] != component[i];
                componentOfGroup[groups[i]] = component[i];
            }
        }
        for (int i = 0; i < n; i++) {
            if (groups[i] != PairPass.UNTRACKED && !parted[groups[i]]) {
                bound[i] = Math.max(bound[i], outside[i]);
            }
        }
    }

    private int[] openPlaces(int largest) {
        return IntStream.range(0, n)
                .filter(i -> component[i] != largest && isOpen(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> bound[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void search(int[] open, RowSearch search, RowBlocks blocks, Phase phase) {
        int[] wave = new int[WAVE];
        int[] rows = new int[WAVE];
        int next = 0;
        while (next < open.length) {
            int size = 0;
            for (; next < open.length && size < WAVE; next++) {
                if (isOpen(open[next])) {
                    rows[size] = blocks.row(open[next]);
                    wave[size++] = open[next];
                }
            }
            search.search(wave, rows, size, phase);
            for (int w = 0; w < size; w++) {
                int i = wave[w];
                bound[i] = found.weight(i);
                offer(i, found.to(i), found.weight(i));
            }
        }
    }

    /** Looks for the lightest edge outwards of each place. */
    private final class Outwards implements RowSearch.Finds {

        private final RowBlocks blocks;

        Outwards(RowBlocks blocks) {
            this.blocks = blocks;
        }

        @Override
        public double limit(int query) {
            double least = found.weight(query);
            return coreDistances[query] < least ? least : 0;
        }

        @Override
        public void visit(int query, int place) {
            if (component[place] != component[query] && coreDistances[place] < found.weight(query)) {
                found.offer(query, query, place, weight(query, place, blocks.distance(query, place)));
            }
        }
    }

    private int join(int largest, boolean[] open) {
        int before = treeSize;
        for (int root = 0; root < n; root++) {
            if (component[root] == root && root != largest && !open[root] && !lightest.isEmpty(root)) {
                Edge edge = lightest.edge(root);
                if (sets.union(edge.from(), edge.to())) {
                    tree[treeSize++] = edge;
                }
            }
        }
        return treeSize - before;
    }
}
