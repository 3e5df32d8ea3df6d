package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return groups(2);
    }

    /**
     * Returns the groups as they are now, of the new ones those with at least {@code minSize} points; what people hold
     * together is one however small it is, but without the others then.
     */
    JoinedGroups groups(int minSize) {
        int[] now = labels.clone();
        double[] probabilities = new double[labels.length];
        int next = Math.max(0, Arrays.stream(labels).max().orElse(FlatClustering.NOISE) + 1);
        Map<Integer, Integer> created = new HashMap<>();
        Map<Integer, Block> blocks = freshOfBlocks();
        for (int i = 0; i < now.length; i++) {
            if (isFresh(i)) {
                int set = sets.find(i);
                Block block = Objects.requireNonNull(blocks.get(pairs.block(i)));
                boolean isLarge = sets.size(set) >= minSize;
                now[i] = FlatClustering.NOISE;
                if (groupOfSet[set] >= 0) {
                    now[i] = groupOfSet[set];
                    probabilities[i] = block.firmness;
                } else if (groupOfSet[set] == JoinedGroups.FRESH && (isLarge || block.size > 1)) {
                    now[i] = next + created.computeIfAbsent(isLarge ? set : block.first, any -> created.size());
                    // Nothing but a decision made it one.
                    probabilities[i] = isLarge && block.firmness > 0 ? block.firmness : 1;
                }
            }
        }
        return new JoinedGroups(now, probabilities);
    }

    /** The new ones of those that people hold together: they come along with the one that belongs most firmly. */
    private record Block(int first, int size, double firmness) {

        Block with(Block other) {
            return new Block(first, size + other.size, Math.max(firmness, other.firmness));
        }
    }

    private Map<Integer, Block> freshOfBlocks() {
        Map<Integer, Block> fresh = new HashMap<>();
        for (int i = 0; i < labels.length; i++) {
            if (isFresh(i)) {
                fresh.merge(pairs.block(i), new Block(i, 1, firmness[i]), Block::with);
            }
        }
        return fresh;
    }
}
