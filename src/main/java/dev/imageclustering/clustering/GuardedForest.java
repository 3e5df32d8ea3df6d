package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins photos to groups by their links, the strongest first, as Kruskal's algorithm does, but asks more of a link the
 * larger the groups are that it would join: one false link must not make one group of two. What other links say between
 * the same two groups counts as well.
 *
 * <p>Time O(m log m) for m links and a little for each try, memory O(n + m).
 */
final class GuardedForest {

    /** Other links between two groups count half of what they are above a chance match, and this much at most. */
    private static final double SUPPORT_SHARE = 0.5;

    private static final double SUPPORT_FROM = 3;
    private static final double SUPPORT_MOST = 3;

    /** What is asked in addition for each doubling of the smaller group above two and the larger one above eight. */
    private static final double SMALLER_DOUBLED = 1;

    private static final double LARGER_DOUBLED = 0.5;

    /** How far below the threshold a link is put that was refused. */
    private static final double REFUSED = 0.1;

    private final DisjointSets sets;
    private final List<List<PhotoLink>> incident;
    private final List<Edge> edges = new ArrayList<>();

    private GuardedForest(int n) {
        this.sets = new DisjointSets(n);
        this.incident = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            incident.add(new ArrayList<>(0));
        }
    }

    /**
     * Returns the forest whose edges join photos: as light as the link is strong, but no lighter than the threshold where
     * the guard refuses, so that what it refused comes together above the cut only.
     */
    static SpanningTree of(int n, List<PhotoLink> links) {
        GuardedForest forest = new GuardedForest(n);
        for (PhotoLink link : links) {
            forest.incident.get(link.from()).add(link);
            forest.incident.get(link.to()).add(link);
        }
        List<PhotoLink> strongestFirst = links.stream()
                .sorted(Comparator.comparingDouble((PhotoLink link) -> -link.strength())
                        .thenComparingInt(PhotoLink::from)
                        .thenComparingInt(PhotoLink::to))
                .toList();
        strongestFirst.forEach(forest::joinIfEnough);
        strongestFirst.forEach(forest::joinAboveTheCut);
        return SpanningTree.of(n, forest.edges.toArray(Edge[]::new));
    }

    private void joinIfEnough(PhotoLink link) {
        int a = sets.find(link.from());
        int b = sets.find(link.to());
        if (a == b || link.strength() < VerifiedGrouping.THRESHOLD) {
            return;
        }
        double strength = link.strength() + support(a, b, link) - required(sets.size(a), sets.size(b));
        if (strength >= VerifiedGrouping.THRESHOLD) {
            join(link, a, b, Math.min(strength, link.strength()));
        }
    }

    private void joinAboveTheCut(PhotoLink link) {
        int a = sets.find(link.from());
        int b = sets.find(link.to());
        if (a != b) {
            join(link, a, b, strengthOfRefused(link));
        }
    }

    private void join(PhotoLink link, int a, int b, double strength) {
        edges.add(new Edge(link.from(), link.to(), VerifiedGrouping.distance(strength)));
        boolean fewerInA = incident.get(a).size() < incident.get(b).size();
        List<PhotoLink> both = incident.get(fewerInA ? b : a);
        both.addAll(incident.get(fewerInA ? a : b));
        sets.union(a, b);
        incident.set(a, List.of());
        incident.set(b, List.of());
        incident.set(sets.find(a), both);
    }

    /** What the other links say that join the same two groups. */
    private double support(int a, int b, PhotoLink link) {
        List<PhotoLink> fewer = incident.get(a).size() < incident.get(b).size() ? incident.get(a) : incident.get(b);
        double support = 0;
        for (PhotoLink other : fewer) {
            int from = sets.find(other.from());
            int to = sets.find(other.to());
            boolean joinsBoth = (from == a && to == b) || (from == b && to == a);
            if (joinsBoth && !other.equals(link)) {
                support += supportOf(other.strength());
            }
        }
        return support;
    }

    /** What one more link of that strength says for two groups that another link would join. */
    static double supportOf(double strength) {
        return SUPPORT_SHARE * Math.max(0, Math.min(strength, SUPPORT_FROM + 2 * SUPPORT_MOST) - SUPPORT_FROM);
    }

    /** Returns the strength with which a link joins that the guard refuses: its own, but never enough for the threshold. */
    static double strengthOfRefused(PhotoLink link) {
        return Math.min(link.strength(), VerifiedGrouping.THRESHOLD - REFUSED);
    }

    /** What is asked of a link beyond the threshold to join two groups of these sizes. */
    static double required(int sizeOfOne, int sizeOfOther) {
        return SMALLER_DOUBLED * doublings(Math.min(sizeOfOne, sizeOfOther), 2)
                + LARGER_DOUBLED * doublings(Math.max(sizeOfOne, sizeOfOther), 8);
    }

    private static double doublings(int size, int above) {
        return Math.max(0, StrictMath.log((double) size / above) / StrictMath.log(2));
    }
}
