package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Groups that new points join one by one. Two groups that were there never become one, a point that was in none stays
 * so, and what people decided holds: new points that belong together move together, to the group of those they belong
 * with, and stay in none where those are in none; and nothing joins a group of which it is held apart from any point.
 */
final class GrowingGroups {

    private final int[] labels;
    private final UpheldPairs pairs;
    private final DisjointSets sets;
    private final double[] firmness;

    /** The group of a set, by the point that stands for it; {@link JoinedGroups#FRESH} where it has new points only. */
    private final int[] groupOfSet;

    /** The points of a set that something is held apart from. */
    private final Map<Integer, List<Integer>> partedOfSet = new HashMap<>();

    /**
     * Begins with the groups as they are, and with new points where people want them.
     *
     * @param labels the group of each point, 0 or more, {@link FlatClustering#NOISE} or {@link JoinedGroups#FRESH}
     */
    GrowingGroups(int[] labels, List<DecidedPair> newestFirst) {
        this.labels = labels;
        this.pairs = UpheldPairs.of(labels.length, newestFirst);
        this.sets = new DisjointSets(labels.length);
        this.firmness = new double[labels.length];
        this.groupOfSet = labels.clone();
        Map<Integer, Integer> firstOfGroup = new HashMap<>();
        for (int i = 0; i < labels.length; i++) {
            if (pairs.isParted(i)) {
                partedOfSet.put(i, new ArrayList<>(List.of(i)));
            }
            if (labels[i] >= 0) {
                Integer first = firstOfGroup.putIfAbsent(labels[i], i);
                if (first != null) {
                    unite(first, i);
                }
            }
        }
        blocks().forEach(this::settle);
    }

    /** Returns the points of each block that has new ones, the block with the lowest point first. */
    private Iterable<List<Integer>> blocks() {
        Map<Integer, Set<Integer>> members = new TreeMap<>();
        for (DecidedPair pair : pairs.joinings()) {
            Set<Integer> block = members.computeIfAbsent(pairs.block(pair.a()), name -> new HashSet<>());
            block.add(pair.a());
            block.add(pair.b());
        }
        return members.values().stream()
                .filter(block -> block.stream().anyMatch(this::isFresh))
                .map(block -> block.stream().sorted().toList())
                .sorted(Comparator.comparingInt(List::getFirst))
                .toList();
    }

    /** Puts the new points of a block together, and into the group that most of its other points are in. */
    private void settle(List<Integer> block) {
        List<Integer> fresh = block.stream().filter(this::isFresh).toList();
        fresh.stream().skip(1).forEach(point -> unite(fresh.getFirst(), point));
        Map<Integer, Integer> present = new TreeMap<>();
        block.stream()
                .filter(point -> labels[point] >= 0)
                .forEach(point -> present.merge(labels[point], 1, Integer::sum));
        block.stream()
                .filter(point -> labels[point] >= 0)
                .sorted(Comparator.comparingInt((Integer point) -> -present.getOrDefault(labels[point], 0))
                        .thenComparingInt(point -> labels[point]))
                .filter(point -> mayJoin(fresh.getFirst(), point))
                .findFirst()
                .ifPresent(point -> {
                    join(fresh.getFirst(), point, 1);
                    fresh.forEach(member -> firmness[member] = 1);
                });
        if (present.isEmpty() && fresh.size() < block.size()) {
            groupOfSet[sets.find(fresh.getFirst())] = FlatClustering.NOISE;
        }
    }

    boolean isFresh(int point) {
        return labels[point] == JoinedGroups.FRESH;
    }

    /** Returns the point that stands for all that are together with this one. */
    int set(int point) {
        return sets.find(point);
    }

    int size(int point) {
        return sets.size(point);
    }

    /** Tells whether the new point has a group that was there before. */
    boolean isSettled(int point) {
        return groupOfSet[sets.find(point)] >= 0;
    }

    /** Tells whether two points that are apart may come together. */
    boolean mayJoin(int a, int b) {
        int one = sets.find(a);
        int other = sets.find(b);
        boolean oneIsFresh = groupOfSet[one] == JoinedGroups.FRESH;
        boolean otherIsFresh = groupOfSet[other] == JoinedGroups.FRESH;
        return one != other
                && (oneIsFresh || otherIsFresh)
                && groupOfSet[one] != FlatClustering.NOISE
                && groupOfSet[other] != FlatClustering.NOISE
                && !areApart(one, other);
    }

    private boolean areApart(int one, int other) {
        List<Integer> others = partedOfSet.getOrDefault(other, List.of());
        return partedOfSet.getOrDefault(one, List.of()).stream()
                .anyMatch(a -> others.stream().anyMatch(b -> pairs.areApart(a, b)));
    }

    /** Brings two points together, and all that are with them; the two belong there at least that firmly. */
    void join(int a, int b, double probability) {
        unite(a, b);
        firmness[a] = Math.max(firmness[a], probability);
        firmness[b] = Math.max(firmness[b], probability);
    }

    private void unite(int a, int b) {
        int one = sets.find(a);
        int other = sets.find(b);
        if (sets.union(one, other)) {
            int kept = sets.find(one);
            groupOfSet[kept] = Math.max(groupOfSet[one], groupOfSet[other]);
            List<Integer> moving = partedOfSet.remove(kept == one ? other : one);
            if (moving != null) {
                partedOfSet.computeIfAbsent(kept, set -> new ArrayList<>()).addAll(moving);
            }
        }
    }

    /** Returns the groups as they are now; new ones are numbered by their lowest point. Time about O(n). */
    JoinedGroups groups() {
        int[] now = labels.clone();
        double[] probabilities = new double[labels.length];
        int next = Arrays.stream(labels).max().orElse(FlatClustering.NOISE) + 1;
        next = Math.max(0, next);
        Map<Integer, Integer> created = new HashMap<>();
        Map<Integer, Double> firmest = firmestOfBlocks();
        for (int i = 0; i < now.length; i++) {
            if (isFresh(i)) {
                int set = sets.find(i);
                double probability = firmest.getOrDefault(pairs.block(i), 0.0);
                if (groupOfSet[set] >= 0) {
                    now[i] = groupOfSet[set];
                } else if (groupOfSet[set] == JoinedGroups.FRESH && sets.size(set) > 1) {
                    now[i] = created.computeIfAbsent(set, any -> created.size()) + next;
                    // Nothing but a decision made it one.
                    probability = probability == 0 ? 1 : probability;
                } else {
                    now[i] = FlatClustering.NOISE;
                }
                probabilities[i] = now[i] == FlatClustering.NOISE ? 0 : probability;
            }
        }
        return new JoinedGroups(now, probabilities);
    }

    /** Those that people hold together came along with the one of them that belongs there most firmly. */
    private Map<Integer, Double> firmestOfBlocks() {
        Map<Integer, Double> firmest = new HashMap<>();
        for (int i = 0; i < labels.length; i++) {
            if (isFresh(i)) {
                firmest.merge(pairs.block(i), firmness[i], Math::max);
            }
        }
        return firmest;
    }
}
