package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds the existing group that each of a few new points joins, without another look at who is in which group. The rule
 * is that of {@code approximate_predict} of the Python package hdbscan (McInnes, Healy, Astels 2017); what the run told of
 * densities ({@link GroupDensities}) is used as it is, and what it did not, of groups that a person made or points that
 * joined later, is told by labels:
 *
 * <ul>
 *   <li>the core distance of a point is the distance of its {@code minSamples}-th nearest point among the existing ones,
 *       itself not counted; of a new point x and an existing point y the mutual reachability is the greatest of both
 *       core distances and their distance;
 *   <li>x looks at its {@code max(16, 2 minSamples)} nearest existing points and takes the one of the least mutual
 *       reachability; of equal ones the nearest, then the one of the lowest {@link RowHash}, which is the same in any
 *       order of the points: core distances that were kept as floats are equal more often than they were. x is noise if
 *       that one is;
 *   <li>x joins the group C of that point if it is reached no later than C parts from the others, that is if its
 *       lambda, 1 over the mutual reachability, is not below the lambda of C's birth: where the run did not tell, the
 *       birth is the least {@code max(core(y), distance(y, z))} over the points y of C and z of other groups, infinite
 *       where there is no other group. Of groups that are too large for that some of their points stand for all
 *       ({@link GroupSpans}): such a group may seem to end a little later than it does, never earlier;
 *   <li>and only if the distance to that point is at most {@code maxDistance}: a lonely group would take in everything.
 * </ul>
 *
 * What people decided goes before: new points that belong with others go where those are, and where x is held apart from
 * a point of C it takes the next nearest point instead. New points come in the order of how firmly they belong.
 *
 * <p>The reference takes the {@code (minSamples + 1)}-th neighbour of a new point for its core distance, since its
 * search counts on finding the point itself, which is not there yet; ours takes the same one as for all others.
 */
public final class GroupJoining {

    private static final int LEAST_LOOKED_AT = 16;

    private final Points points;
    private final int[] labels;
    private final int[] existing;
    private final Parameters parameters;
    private final GroupSpans spans;
    private final RowHash hash;
    private final RunMonitor monitor;

    private GroupJoining(
            Points points,
            int[] labels,
            int[] existing,
            Parameters parameters,
            GroupSpans spans,
            RowHash hash,
            RunMonitor monitor) {
        this.points = points;
        this.labels = labels;
        this.existing = existing;
        this.parameters = parameters;
        this.monitor = monitor;
        this.spans = spans;
        this.hash = hash;
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

    /** An existing point that a new one would join, and how firmly; none where the nearest is noise or too far. */
    private record Place(int fresh, int beside, double probability) {}

    /**
     * Returns the groups with the new points in them; without decisions each joins as if it came alone. The
     * probability of one is the lambda at which it joins as a share of the group's greatest, at most 1. Time O((q k + s)
     * n d) for q new points of n with k looked at for each, where s is the number of points that are measured for the g
     * groups, at most q, which are met and of which nothing is known: at most {@code 1024 + 352 g}. Memory O(n) beside the
     * points.
     *
     * @param points the rows of all points, {@code n * d} finite values
     * @param labels the group of each point, 0 or more, {@link FlatClustering#NOISE} or {@link JoinedGroups#FRESH}
     * @param newestFirst what people decided on pairs of the points
     * @throws RunCancelled if the monitor wants it
     */
    public static JoinedGroups join(
            float[] points,
            int d,
            int[] labels,
            List<DecidedPair> newestFirst,
            Parameters parameters,
            GroupDensities densities,
            RunMonitor monitor) {
        return join(points, d, labels, newestFirst, parameters, densities, monitor, GroupSample.MOST);
    }

    /** Joins as the others do, with at most so many points that stand for groups. */
    static JoinedGroups join(
            float[] points,
            int d,
            int[] labels,
            List<DecidedPair> newestFirst,
            Parameters parameters,
            GroupDensities densities,
            RunMonitor monitor,
            int sampled) {
        GrowingGroups groups = new GrowingGroups(labels, newestFirst);
        Points rows = Points.of(points, labels.length, d, parameters.metric());
        RowHash hash = new RowHash(points, d);
        GroupSample sample = GroupSample.of(hash, labels, densities, sampled);
        int[] existing = rows(labels, label -> label != JoinedGroups.FRESH);
        GroupSpans spans = new GroupSpans(rows, labels, existing, parameters.minSamples(), densities, sample, monitor);
        new GroupJoining(rows, labels, existing, parameters, spans, hash, monitor).join(groups);
        return groups.groups();
    }

    private void join(GrowingGroups groups) {
        int[] fresh = rows(labels, label -> label == JoinedGroups.FRESH);
        int depth = Math.max(LEAST_LOOKED_AT, 2 * parameters.minSamples());
        NearestRows near = NearestOfFew.of(points, fresh, existing, depth, monitor);
        if (near.k() == 0) {
            return;
        }
        spans.findCores(Arrays.stream(near.ids()).distinct().toArray());
        IntStream.range(0, fresh.length)
                .filter(x -> !groups.isSettled(fresh[x]))
                .mapToObj(x -> place(near, x, fresh[x], groups))
                .sorted(Comparator.comparingDouble(place -> -place.probability()))
                .forEach(place -> settle(place, near, fresh, groups));
    }

    private void settle(Place wanted, NearestRows near, int[] fresh, GrowingGroups groups) {
        int point = wanted.fresh();
        if (wanted.beside() < 0 || groups.isSettled(point)) {
            return;
        }
        // One that joined meanwhile may keep it out.
        Place place = groups.mayJoin(point, wanted.beside())
                ? wanted
                : place(near, Arrays.binarySearch(fresh, point), point, groups);
        if (place.beside() >= 0) {
            groups.join(point, place.beside(), place.probability());
        }
    }

    private Place place(NearestRows near, int x, int point, GrowingGroups groups) {
        Place nowhere = new Place(point, FlatClustering.NOISE, 0);
        Integer rank = IntStream.range(0, near.k())
                .filter(r -> labels[near.id(x, r)] == FlatClustering.NOISE || groups.mayJoin(point, near.id(x, r)))
                .boxed()
                .min(Comparator.comparingDouble((Integer r) -> reach(near, x, r))
                        .thenComparingDouble(r -> near.distance(x, r))
                        .thenComparingLong(r -> hash.of(near.id(x, r))))
                .orElse(null);
        if (rank == null
                || labels[near.id(x, rank)] == FlatClustering.NOISE
                || near.distance(x, rank) > parameters.maxDistance()) {
            return nowhere;
        }
        GroupSpans.Span span = spans.of(labels[near.id(x, rank)]);
        double reach = reach(near, x, rank);
        return reach <= span.birth()
                ? new Place(point, near.id(x, rank), reach <= span.densest() ? 1 : span.densest() / reach)
                : nowhere;
    }

    private double reach(NearestRows near, int x, int rank) {
        double core = near.distance(x, Math.min(parameters.minSamples(), near.k()) - 1);
        return Math.max(Math.max(core, spans.core(near.id(x, rank))), near.distance(x, rank));
    }

    private static int[] rows(int[] labels, IntPredicate wanted) {
        return IntStream.range(0, labels.length)
                .filter(i -> wanted.test(labels[i]))
                .toArray();
    }
}
