package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * HDBSCAN* straight from the definitions of the papers, on sets of points and a full matrix, by recursion and in more
 * than O(n^3): an oracle for tests that shares nothing with the code it judges.
 */
final class DefinedHdbscan {

    private static final double SAME_STABILITY = 1e-12;

    /** A cluster of the condensed hierarchy. */
    private static final class Cluster {

        final Cluster parent;
        final double birth;
        final List<Integer> members;
        final List<Cluster> children = new ArrayList<>();
        double death;
        double stability;

        Cluster(Cluster parent, double birth, List<Integer> members) {
            this.parent = parent;
            this.birth = birth;
            this.members = members;
        }
    }

    private final double[][] reachability;
    private final HdbscanParameters parameters;
    private final int n;
    private final double[] exit;
    private final Cluster[] last;

    private DefinedHdbscan(double[][] reachability, HdbscanParameters parameters) {
        this.reachability = reachability;
        this.parameters = parameters;
        this.n = reachability.length;
        this.exit = new double[n];
        this.last = new Cluster[n];
    }

    static FlatClustering cluster(float[][] rows, HdbscanParameters parameters) {
        double[][] distances = DefinedDistances.matrix(rows, parameters.metric());
        return new DefinedHdbscan(DefinedDistances.mutualReachability(distances, parameters.minSamples()), parameters)
                .cluster();
    }

    private FlatClustering cluster() {
        int[] labels = new int[n];
        Arrays.fill(labels, FlatClustering.NOISE);
        double[] probabilities = new double[n];
        double[] scores = new double[n];
        if (n < 2) {
            return new FlatClustering(labels, probabilities, scores, 0);
        }
        Cluster root = grow(
                null, Double.POSITIVE_INFINITY, IntStream.range(0, n).boxed().toList());
        List<Cluster> chosen = afterEpsilon(root, choose(root));
        List<List<Integer>> groups = new ArrayList<>();
        for (Cluster cluster : chosen) {
            groups.add(labelled(root, cluster));
        }
        List<Integer> order = IntStream.range(0, chosen.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(c -> -groups.get(c).size())
                        .thenComparingInt(c -> groups.get(c).getFirst()))
                .toList();
        for (int number = 0; number < order.size(); number++) {
            double end = lambda(chosen.get(order.get(number)).death);
            for (int point : groups.get(order.get(number))) {
                labels[point] = number;
                double lambda = Math.min(lambda(exit[point]), end);
                probabilities[point] = Double.isInfinite(lambda) ? 1 : lambda / end;
            }
        }
        Arrays.setAll(scores, this::outlierScore);
        return new FlatClustering(labels, probabilities, scores, chosen.size());
    }

    private static double lambda(double distance) {
        return 1 / distance;
    }

    private Cluster grow(Cluster parent, double birth, List<Integer> members) {
        Cluster cluster = new Cluster(parent, birth, members);
        List<Integer> current = members;
        while (true) {
            double distance = connectingDistance(current);
            List<List<Integer>> large = new ArrayList<>();
            for (List<Integer> part : components(current, distance, false)) {
                if (part.size() >= parameters.minClusterSize()) {
                    large.add(part);
                }
            }
            List<Integer> staying = large.size() == 1 ? large.getFirst() : List.of();
            for (int point : current) {
                if (!staying.contains(point)) {
                    cluster.stability += lambda(distance) - lambda(birth);
                    exit[point] = distance;
                    last[point] = cluster;
                }
            }
            if (staying.isEmpty()) {
                cluster.death = distance;
                large.forEach(part -> cluster.children.add(grow(cluster, distance, part)));
                return cluster;
            }
            current = staying;
        }
    }

    /** The least distance at which the points are connected. */
    private double connectingDistance(List<Integer> points) {
        Set<Double> distances = new TreeSet<>();
        for (int i : points) {
            for (int j : points) {
                if (i != j) {
                    distances.add(reachability[i][j]);
                }
            }
        }
        List<Double> sorted = List.copyOf(distances).stream().sorted().toList();
        int low = 0;
        int high = sorted.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (components(points, sorted.get(middle), true).size() == 1) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return sorted.get(low);
    }

    private List<List<Integer>> components(List<Integer> points, double distance, boolean inclusive) {
        List<List<Integer>> components = new ArrayList<>();
        boolean[] seen = new boolean[n];
        for (int start : points) {
            if (seen[start]) {
                continue;
            }
            List<Integer> component = new ArrayList<>(List.of(start));
            seen[start] = true;
            for (int at = 0; at < component.size(); at++) {
                for (int other : points) {
                    double weight = reachability[component.get(at)][other];
                    if (!seen[other] && (weight < distance || (inclusive && weight == distance))) {
                        seen[other] = true;
                        component.add(other);
                    }
                }
            }
            component.sort(Comparator.naturalOrder());
            components.add(component);
        }
        return components;
    }

    private boolean isAllowed(Cluster cluster) {
        return cluster.parent != null || (parameters.allowSingleCluster() && n >= parameters.minClusterSize());
    }

    private List<Cluster> choose(Cluster cluster) {
        List<Cluster> below = new ArrayList<>();
        cluster.children.forEach(child -> below.addAll(choose(child)));
        boolean wins = switch (parameters.selection()) {
            case LEAF -> cluster.children.isEmpty();
            case EXCESS_OF_MASS ->
                below.stream().mapToDouble(c -> c.stability).sum() <= cluster.stability * (1 + SAME_STABILITY);
        };
        return wins && isAllowed(cluster) ? List.of(cluster) : below;
    }

    private List<Cluster> afterEpsilon(Cluster root, List<Cluster> chosen) {
        List<Cluster> climbed = new ArrayList<>();
        for (Cluster cluster : chosen) {
            Cluster at = cluster;
            while (at != root && at.birth <= parameters.clusterSelectionEpsilon() && isAllowed(at.parent)) {
                at = at.parent;
            }
            if (!climbed.contains(at)) {
                climbed.add(at);
            }
        }
        return climbed;
    }

    private List<Integer> labelled(Cluster root, Cluster cluster) {
        double epsilon = parameters.clusterSelectionEpsilon();
        boolean cut = cluster == root && epsilon > 0 && root.death <= epsilon;
        return cluster.members.stream()
                .filter(point -> !cut || exit[point] <= epsilon)
                .toList();
    }

    private double outlierScore(int point) {
        double greatest = last[point].members.stream()
                .mapToDouble(member -> lambda(exit[member]))
                .max()
                .orElseThrow();
        if (exit[point] == 0) {
            return 0;
        }
        return Double.isInfinite(greatest) ? 1 : 1 - lambda(exit[point]) / greatest;
    }
}
