package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * The distance at which two points of a hierarchy become one component: the weight of the heaviest edge on the path
 * between them, infinite where no path joins them, 0 from a point to itself. An ultrametric.
 *
 * <p>Trees that are joined by size, and never flattened, are at most log2 n high, and weights grow towards their roots:
 * two points meet on their ways up. Building takes O(n log n) time and O(n) memory, a distance O(log n).
 */
public final class HierarchyDistance implements PairDistance {

    private final int[] parent;

    /** The distance at which the tree below was joined to the parent; infinite for a root. */
    private final double[] joined;

    private HierarchyDistance(int[] parent, double[] joined) {
        this.parent = parent;
        this.joined = joined;
    }

    /** Returns the distances of the points of a forest, whose edges are the lightest first. */
    public static HierarchyDistance of(SpanningTree forest) {
        int n = forest.points();
        int[] size = new int[n];
        Arrays.fill(size, 1);
        HierarchyDistance distance = new HierarchyDistance(new int[n], new double[n]);
        Arrays.setAll(distance.parent, i -> i);
        Arrays.fill(distance.joined, Double.POSITIVE_INFINITY);
        for (int e = 0; e < forest.edges(); e++) {
            int a = distance.root(forest.from()[e]);
            int b = distance.root(forest.to()[e]);
            int child = size[a] < size[b] ? a : b;
            int root = child == a ? b : a;
            if (child != root) {
                distance.parent[child] = root;
                distance.joined[child] = forest.weight()[e];
                size[root] += size[child];
            }
        }
        return distance;
    }

    private int root(int point) {
        int root = point;
        while (parent[root] != root) {
            root = parent[root];
        }
        return root;
    }

    @Override
    public double between(int a, int b) {
        int left = a;
        int right = b;
        double last = 0;
        while (left != right) {
            boolean leftFirst = joined[left] <= joined[right];
            int next = leftFirst ? left : right;
            last = joined[next];
            if (parent[next] == next) {
                return Double.POSITIVE_INFINITY;
            }
            if (leftFirst) {
                left = parent[left];
            } else {
                right = parent[right];
            }
        }
        return last;
    }
}
