package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the existing group that each of a few new points joins, without another look at who is in which group. The rule
 * is that of {@code approximate_predict} of the Python package hdbscan (McInnes, Healy, Astels 2017), told by labels
 * rather than by the tree of a run, so that it holds for groups that a person made or changed just as well:
 *
 * <ul>
 *   <li>the core distance of a point is the distance of its {@code minSamples}-th nearest point among the existing ones,
 *       itself not counted; of a new point x and an existing point y the mutual reachability is the greatest of both
 *       core distances and their distance;
 *   <li>x looks at its {@code max(16, 2 minSamples)} nearest existing points and takes the one of the least mutual
 *       reachability; of equal ones the nearest, then the lowest. x is noise if that one is;
 *   <li>x joins the group C of that point if it is reached no later than C parts from the others, that is if its
 *       lambda, 1 over the mutual reachability, is not below the lambda of C's birth: the birth is the least
 *       {@code max(core(y), distance(y, z))} over the points y of C and z of other groups, infinite where there is no
 *       other group;
 *   <li>and only if the distance to that point is at most {@code maxDistance}: a lonely group would take in everything.
 * </ul>
 */
public final class GroupJoining {

    private static final int LEAST_LOOKED_AT = 16;

    private final float[] existing;
    private final int n;
    private final int d;
    private final int[] labels;
    private final Parameters parameters;
    private final Map<Integer, Double> cores = new HashMap<>();
    private final Map<Integer, Span> spans = new HashMap<>();

    private GroupJoining(float[] existing, int n, int d, int[] labels, Parameters parameters) {
        this.existing = existing;
        this.n = n;
        this.d = d;
        this.labels = labels;
        this.parameters = parameters;
    }

    /**
     * How points join.
     *
     * @param minSamples which neighbour's distance is a point's core distance, at least 1
     * @param maxDistance how far a new point may be from the one that it joins, infinite for no limit
     */
    public record Parameters(int minSamples, Metric metric, double maxDistance) {

        public Parameters {
            if (minSamples < 1) {
                throw new IllegalArgumentException("minSamples must be at least 1, not " + minSamples);
            }
            if (!(maxDistance >= 0)) {
                throw new IllegalArgumentException("maxDistance must be at least 0, not " + maxDistance);
            }
        }
    }

    /**
     * What became of the new points.
     *
     * @param labels the group of each, or {@link FlatClustering#NOISE}
     * @param probabilities how firmly it belongs there, {@code [0, 1]}: the lambda at which it joins as a share of that
     *     of the group's densest point (1 over its core distance), at most 1; 0 for noise
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Joined(int[] labels, double[] probabilities) {}

    /** The distance at which a group parts from the others, and the core distance of its densest point. */
    private record Span(double birth, double densest) {}

    /**
     * Returns the groups of the new points; each as if it came alone. Time O((q + m) n d) where m is the number of the
     * points in groups that new ones may join, memory O((n + q) d).
     *
     * @param existing the rows of the existing points, {@code n * d} finite values
     * @param labels the group of each existing point, 0 or more, or {@link FlatClustering#NOISE}
     * @param fresh the rows of the new points, {@code q * d} finite values
     */
    public static Joined join(
            float[] existing, int n, int d, int[] labels, float[] fresh, int q, Parameters parameters) {
        if (labels.length != n) {
            throw new IllegalArgumentException("%d points, %d labels".formatted(n, labels.length));
        }
        Joined joined = new Joined(new int[q], new double[q]);
        Arrays.fill(joined.labels, FlatClustering.NOISE);
        if (n > 0 && q > 0) {
            new GroupJoining(existing, n, d, labels, parameters).join(fresh, q, joined);
        }
        return joined;
    }

    private void join(float[] fresh, int q, Joined joined) {
        int depth = Math.max(LEAST_LOOKED_AT, 2 * parameters.minSamples());
        NearestRows near = Neighbours.nearest(fresh, q, existing, n, d, depth, parameters.metric(), RunMonitor.NONE);
        findCores(Arrays.stream(near.ids()).distinct().toArray());
        for (int x = 0; x < q; x++) {
            int rank = nearest(near, x);
            int label = labels[near.id(x, rank)];
            double reach = reach(near, x, rank);
            if (label != FlatClustering.NOISE && near.distance(x, rank) <= parameters.maxDistance()) {
                Span span = spans.computeIfAbsent(label, this::span);
                if (reach <= span.birth()) {
                    joined.labels[x] = label;
                    joined.probabilities[x] = reach <= span.densest() ? 1 : span.densest() / reach;
                }
            }
        }
    }

    private int nearest(NearestRows near, int x) {
        int best = 0;
        for (int rank = 1; rank < near.k(); rank++) {
            if (reach(near, x, rank) < reach(near, x, best)) {
                best = rank;
            }
        }
        return best;
    }

    private double reach(NearestRows near, int x, int rank) {
        double core = near.distance(x, Math.min(parameters.minSamples(), near.k()) - 1);
        return Math.max(Math.max(core, core(near.id(x, rank))), near.distance(x, rank));
    }

    /** Finds the core distances of existing points that are not known yet. */
    private void findCores(int[] points) {
        int[] missing =
                Arrays.stream(points).filter(point -> !cores.containsKey(point)).toArray();
        // One more, since a point is among its own nearest, or an equal one that stands for it.
        NearestRows near = Neighbours.nearest(
                rows(missing),
                missing.length,
                existing,
                n,
                d,
                parameters.minSamples() + 1,
                parameters.metric(),
                RunMonitor.NONE);
        for (int i = 0; i < missing.length; i++) {
            cores.put(missing[i], near.distance(i, near.k() - 1));
        }
    }

    private Span span(int label) {
        int[] members = IntStream.range(0, n).filter(i -> labels[i] == label).toArray();
        findCores(members);
        return new Span(
                birth(label, members),
                Arrays.stream(members).mapToDouble(this::core).min().orElseThrow());
    }

    private double birth(int label, int[] members) {
        int[] others = IntStream.range(0, n)
                .filter(z -> labels[z] != label && labels[z] != FlatClustering.NOISE)
                .toArray();
        if (others.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        NearestRows near = Neighbours.nearest(
                rows(members), members.length, rows(others), others.length, d, 1, parameters.metric(), RunMonitor.NONE);
        return IntStream.range(0, members.length)
                .mapToDouble(y -> Math.max(core(members[y]), near.distance(y, 0)))
                .min()
                .orElseThrow();
    }

    private float[] rows(int[] points) {
        float[] rows = new float[points.length * d];
        for (int i = 0; i < points.length; i++) {
            System.arraycopy(existing, points[i] * d, rows, i * d, d);
        }
        return rows;
    }

    private double core(int point) {
        return cores.getOrDefault(point, 0.0);
    }
}
