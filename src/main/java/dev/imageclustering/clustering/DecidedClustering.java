package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A clustering after a person has had the last word. Contradictions are settled first ({@link UpheldPairs}). Then
 *
 * <ol>
 *   <li>points that belong together come into one cluster: the clusters that they were found in become one, unless a
 *       cannot-link stands between points of those; in that case only they themselves move, to the cluster where the
 *       fewest points are held apart from them, of those the one that has most of them, then the larger one;
 *   <li>a cluster in which points are held apart is parted: the points of the newest cannot-links each begin a side,
 *       those of older ones join the nearest side that nothing forbids, and all others the side that is nearest: whose
 *       parted point is closest, of equally close ones the side that began first.
 * </ol>
 *
 * A cluster that is left with a single point is none. Where nothing was decided nothing changes.
 */
public final class DecidedClustering {

    private final int points;
    private final FlatClustering found;
    private final UpheldPairs pairs;
    private final DisjointSets joined;
    private final int[] labels;
    private final Phase phase;

    private final PartedSides sides;

    private DecidedClustering(FlatClustering found, UpheldPairs pairs, PairDistance distance, RunMonitor monitor) {
        this.points = found.labels().length;
        this.found = found;
        this.pairs = pairs;
        this.labels = found.labels().clone();
        this.joined = new DisjointSets(found.clusterCount() + points);
        this.phase = Phase.begin(monitor, "decisions", points);
        this.sides = new PartedSides(pairs, distance, phase, monitor);
    }

    /**
     * Returns the clustering with every upheld pair kept. Points that a person put together have probability 1; the
     * outlier scores stay. Deterministic. Time O(n) and, for each cluster that is parted, s^2 distances for the s points
     * that are held apart in it and a search for the nearest of these to all its others ({@link PairDistance#nearest}).
     *
     * @param newestFirst decided pairs of the points, the newest first
     * @param distance tells which side a point is closer to; asked for points of parted clusters alone
     * @throws RunCancelled if the monitor wants it
     */
    public static FlatClustering honour(
            FlatClustering found, List<DecidedPair> newestFirst, PairDistance distance, RunMonitor monitor) {
        if (newestFirst.isEmpty()) {
            return found;
        }
        UpheldPairs pairs = UpheldPairs.of(found.labels().length, newestFirst);
        DecidedClustering decided = new DecidedClustering(found, pairs, distance, monitor);
        Set<Integer> held = new HashSet<>();
        for (List<Integer> block : decided.blocks()) {
            decided.join(block);
            held.addAll(block);
        }
        decided.flatten();
        decided.part();
        decided.phase.end();
        return decided.result(held);
    }

    /** Returns the points of each block of two or more, the block with the lowest point first. */
    private Iterable<List<Integer>> blocks() {
        Map<Integer, Set<Integer>> members = new HashMap<>();
        for (DecidedPair pair : pairs.joinings()) {
            Set<Integer> block = members.computeIfAbsent(pairs.block(pair.a()), name -> new HashSet<>());
            block.add(pair.a());
            block.add(pair.b());
        }
        Map<Integer, List<Integer>> byLowest = new TreeMap<>();
        members.values().forEach(block -> {
            List<Integer> sorted = block.stream().sorted().toList();
            byLowest.put(sorted.getFirst(), sorted);
        });
        return byLowest.values();
    }

    private void join(List<Integer> block) {
        Set<Integer> touched = new LinkedHashSet<>();
        block.stream().map(this::cluster).filter(cluster -> cluster >= 0).forEach(touched::add);
        int target;
        if (touched.isEmpty()) {
            target = found.clusterCount() + block.getFirst();
        } else if (touched.size() > 1 && isPartedWithin(touched)) {
            target = best(touched, block);
        } else {
            target = touched.iterator().next();
            for (int other : touched) {
                joined.union(target, other);
            }
        }
        for (int point : block) {
            labels[point] = target;
        }
    }

    private int cluster(int point) {
        return labels[point] == FlatClustering.NOISE ? FlatClustering.NOISE : joined.find(labels[point]);
    }

    private boolean isPartedWithin(Set<Integer> clusters) {
        return pairs.partings().stream()
                .anyMatch(pair -> clusters.contains(cluster(pair.a())) && clusters.contains(cluster(pair.b())));
    }

    private int best(Set<Integer> clusters, List<Integer> block) {
        Set<Integer> members = new HashSet<>(block);
        Map<Integer, Integer> conflicts = new HashMap<>();
        for (DecidedPair pair : pairs.partings()) {
            if (members.contains(pair.a())) {
                conflicts.merge(cluster(pair.b()), 1, Integer::sum);
            } else if (members.contains(pair.b())) {
                conflicts.merge(cluster(pair.a()), 1, Integer::sum);
            }
        }
        Map<Integer, Integer> present = new HashMap<>();
        block.forEach(point -> present.merge(cluster(point), 1, Integer::sum));
        return clusters.stream()
                .min(Comparator.<Integer>comparingInt(cluster -> conflicts.getOrDefault(cluster, 0))
                        .thenComparingInt(cluster -> -Objects.requireNonNull(present.get(cluster)))
                        .thenComparingInt(cluster -> cluster))
                .orElseThrow();
    }

    private void flatten() {
        for (int i = 0; i < points; i++) {
            labels[i] = cluster(i);
        }
    }

    private void part() {
        Map<Integer, List<DecidedPair>> within = new LinkedHashMap<>();
        for (DecidedPair pair : pairs.partings()) {
            int cluster = labels[pair.a()];
            if (cluster != FlatClustering.NOISE && cluster == labels[pair.b()]) {
                within.computeIfAbsent(cluster, name -> new ArrayList<>()).add(pair);
            }
        }
        Map<Integer, List<Integer>> members = new HashMap<>();
        for (int i = 0; i < points; i++) {
            if (within.containsKey(labels[i])) {
                members.computeIfAbsent(labels[i], name -> new ArrayList<>()).add(i);
            }
        }
        int fresh = found.clusterCount() + points;
        for (Map.Entry<Integer, List<DecidedPair>> parted : within.entrySet()) {
            List<Integer> cluster = Objects.requireNonNull(members.get(parted.getKey()));
            for (List<Integer> side : sides.of(cluster, parted.getValue())) {
                for (int point : side) {
                    labels[point] = fresh;
                }
                fresh++;
            }
        }
    }

    private FlatClustering result(Set<Integer> held) {
        Map<Integer, Integer> sizes = new HashMap<>();
        Arrays.stream(labels)
                .filter(label -> label != FlatClustering.NOISE)
                .forEach(label -> sizes.merge(label, 1, Integer::sum));
        Map<Integer, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < points; i++) {
            if (sizes.getOrDefault(labels[i], 0) > 1) {
                first.putIfAbsent(labels[i], i);
            }
        }
        List<Integer> bySize = first.keySet().stream()
                .sorted(Comparator.comparingInt(label -> -Objects.requireNonNull(sizes.get(label))))
                .toList();
        Map<Integer, Integer> numbers = new HashMap<>();
        bySize.forEach(label -> numbers.put(label, numbers.size()));
        int[] numbered = new int[points];
        double[] probabilities = found.probabilities().clone();
        for (int i = 0; i < points; i++) {
            numbered[i] = numbers.getOrDefault(labels[i], FlatClustering.NOISE);
            if (numbered[i] == FlatClustering.NOISE) {
                probabilities[i] = 0;
            } else if (held.contains(i)) {
                probabilities[i] = 1;
            }
        }
        return new FlatClustering(numbered, probabilities, found.outlierScores(), bySize.size());
    }
}
