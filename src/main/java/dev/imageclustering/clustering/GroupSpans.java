package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Core distances of points and the distances between which groups last: what the run told of them, and what it did not
 * as it is measured by labels.
 *
 * <p>Of groups that are too large for that, some points stand for all ({@link GroupSample}), and those that face the
 * nearest points of other groups: from the points of the group where it parts first over to the others, and back to
 * what of the group is nearest to those, a few times.
 */
final class GroupSpans {

    private static final int STEPS = 3;
    private static final int FACING = 32;
    private static final int NEAREST_OF_OTHER = 4;

    private final Points points;
    private final int[] labels;
    private final int[] existing;
    private final int minSamples;
    private final GroupDensities densities;
    private final GroupSample sample;
    private final RunMonitor monitor;
    private final double[] cores;
    private final Map<Integer, Span> spans = new HashMap<>();

    /**
     * Begins with what is known.
     *
     * @param existing the points that count as neighbours, ascending
     */
    GroupSpans(
            Points points,
            int[] labels,
            int[] existing,
            int minSamples,
            GroupDensities densities,
            GroupSample sample,
            RunMonitor monitor) {
        this.points = points;
        this.labels = labels;
        this.existing = existing;
        this.minSamples = minSamples;
        this.densities = densities;
        this.sample = sample;
        this.monitor = monitor;
        this.cores = densities.cores().clone();
    }

    /** The distance at which a group parts from the others, and that at which it is densest. */
    record Span(double birth, double densest) {}

    /** Returns a core distance that was found out before. */
    double core(int point) {
        return cores[point];
    }

    /** Finds out the core distances of existing points that are not known yet. */
    void findCores(int[] asked) {
        int[] missing = Arrays.stream(asked)
                .filter(point -> Double.isNaN(cores[point]))
                .sorted()
                .toArray();
        NearestRows near = NearestOfFew.of(points, missing, existing, minSamples, monitor);
        for (int i = 0; i < missing.length; i++) {
            cores[missing[i]] = near.k() == 0 ? 0 : near.distance(i, near.k() - 1);
        }
    }

    Span of(int label) {
        return spans.computeIfAbsent(label, this::span);
    }

    private Span span(int label) {
        Span known = new Span(densities.births()[label], densities.densest()[label]);
        return Double.isNaN(known.birth) || Double.isNaN(known.densest) ? measured(label) : known;
    }

    private Span measured(int label) {
        int[] members = rows(other -> other == label);
        int[] others = rows(other -> other >= 0 && other != label);
        double birth = Double.POSITIVE_INFINITY;
        double densest = Double.POSITIVE_INFINITY;
        int[] asked = sample.of(label);
        int steps = asked.length == members.length ? 1 : STEPS;
        for (int step = 0; step < steps; step++) {
            findCores(asked);
            NearestRows near = NearestOfFew.of(points, asked, others, 1, monitor);
            double[] partings = partings(asked, near);
            birth = Math.min(birth, Arrays.stream(partings).min().orElseThrow());
            densest = Math.min(
                    densest,
                    Arrays.stream(asked).mapToDouble(y -> cores[y]).min().orElseThrow());
            asked = step + 1 < steps && others.length > 0 ? facing(members, near, partings) : asked;
        }
        return new Span(birth, densest);
    }

    /** Returns at which distance each point and the nearest one of another group are one; infinite if there is none. */
    private double[] partings(int[] asked, NearestRows near) {
        return IntStream.range(0, asked.length)
                .mapToDouble(
                        i -> near.k() == 0 ? Double.POSITIVE_INFINITY : Math.max(cores[asked[i]], near.distance(i, 0)))
                .toArray();
    }

    private int[] facing(int[] members, NearestRows near, double[] partings) {
        int[] others = IntStream.range(0, partings.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> partings[i]))
                .mapToInt(i -> near.id(i, 0))
                .distinct()
                .limit(FACING)
                .sorted()
                .toArray();
        int[] nearest = NearestOfFew.of(points, others, members, NEAREST_OF_OTHER, monitor)
                .ids();
        return Arrays.stream(nearest).distinct().sorted().toArray();
    }

    private int[] rows(IntPredicate wanted) {
        return IntStream.range(0, labels.length)
                .filter(i -> wanted.test(labels[i]))
                .toArray();
    }
}
