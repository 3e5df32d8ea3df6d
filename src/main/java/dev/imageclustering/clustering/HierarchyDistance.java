package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * Returns the nearest side of each point. A point and one of a side meet where they are both on their ways up, at the
     * distance at which the later of them came there; of the places that they have in common the first is the one that
     * counts, and the others are never nearer. Time O((q + s) log n log s) for q points asked and s of sides.
     */
    @Override
    public NearestSides nearest(int[] asked, int[] parted, int[] sides, RunMonitor monitor) {
        Map<Integer, List<Arrival>> arrivals = new HashMap<>();
        for (int s = 0; s < parted.length; s++) {
            int side = sides[s];
            climb(
                    parted[s],
                    (node, distance) -> arrivals.computeIfAbsent(node, any -> new ArrayList<>())
                            .add(new Arrival(distance, side)));
        }
        arrivals.replaceAll((node, there) -> lowestSoFar(there));
        NearestSides nearest = NearestSides.of(asked.length, sides);
        for (int i = 0; i < asked.length; i++) {
            if (monitor.isCancelled()) {
                throw new RunCancelled();
            }
            int index = i;
            climb(asked[i], (node, distance) -> {
                List<Arrival> there = arrivals.get(node);
                if (there != null) {
                    double meeting = Math.max(distance, there.getFirst().distance);
                    nearest.offer(index, meeting, lowest(there, meeting));
                }
            });
        }
        return nearest;
    }

    /** A point of a side that comes to a node at a distance. */
    private record Arrival(double distance, int side) {}

    /** What is done at each node on the way up. */
    private interface Visit {
        void at(int node, double distance);
    }

    private void climb(int point, Visit visit) {
        double distance = 0;
        int node = point;
        visit.at(node, distance);
        while (parent[node] != node) {
            distance = joined[node];
            node = parent[node];
            visit.at(node, distance);
        }
    }

    /** Returns the arrivals in order, each with the lowest side of those up to it. */
    private static List<Arrival> lowestSoFar(List<Arrival> there) {
        List<Arrival> ordered = new ArrayList<>();
        int lowest = Integer.MAX_VALUE;
        for (Arrival arrival : there.stream()
                .sorted(Comparator.comparingDouble(Arrival::distance))
                .toList()) {
            lowest = Math.min(lowest, arrival.side);
            ordered.add(new Arrival(arrival.distance, lowest));
        }
        return ordered;
    }

    /** Returns the lowest side that has arrived up to the distance, at which at least one has. */
    private static int lowest(List<Arrival> ordered, double distance) {
        int low = 0;
        int high = ordered.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (ordered.get(middle).distance <= distance) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return ordered.get(low).side;
    }
}
