package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** The sides of a cluster in which points are held apart, as {@link DecidedClustering} parts it. */
final class PartedSides {

    private final UpheldPairs pairs;
    private final PairDistance distance;
    private final Phase phase;

    /** Tells of no progress, as that of the phase counts. */
    private final RunMonitor cancellation;

    PartedSides(UpheldPairs pairs, PairDistance distance, Phase phase, RunMonitor monitor) {
        this.pairs = pairs;
        this.distance = distance;
        this.phase = phase;
        this.cancellation = new RunMonitor() {
            @Override
            public boolean isCancelled() {
                return monitor.isCancelled();
            }
        };
    }

    /**
     * Returns the sides of a cluster, in the order in which they began. Time s^2 distances for the s points that are held
     * apart, and a search for the nearest of them for all others.
     *
     * @param partings the pairs of its points that are held apart, the newest first
     */
    List<List<Integer>> of(List<Integer> members, List<DecidedPair> partings) {
        Map<Integer, List<Integer>> blocks = new LinkedHashMap<>();
        members.forEach(point -> blocks.computeIfAbsent(pairs.block(point), name -> new ArrayList<>())
                .add(point));
        Set<Integer> seeds = new LinkedHashSet<>();
        for (DecidedPair pair : partings) {
            seeds.add(pairs.block(pair.a()));
            seeds.add(pairs.block(pair.b()));
        }
        List<List<Integer>> sides = new ArrayList<>();
        Map<Integer, Integer> sideOfBlock = new HashMap<>();
        for (int seed : seeds) {
            List<Integer> block = Objects.requireNonNull(blocks.remove(seed));
            int side = nearest(sides, block, forbidden(seed, sideOfBlock));
            if (side == sides.size()) {
                sides.add(new ArrayList<>());
            }
            sides.get(side).addAll(block);
            sideOfBlock.put(seed, side);
            phase.advance(block.size());
        }
        join(sides, blocks.values());
        return sides;
    }

    private Set<Integer> forbidden(int seed, Map<Integer, Integer> sideOfBlock) {
        Set<Integer> forbidden = new HashSet<>();
        for (int other : pairs.apartFrom(seed)) {
            Integer side = sideOfBlock.get(other);
            if (side != null) {
                forbidden.add(side);
            }
        }
        return forbidden;
    }

    /** Returns the nearest side that nothing keeps the block from, or the number of sides where there is none. */
    private int nearest(List<List<Integer>> sides, List<Integer> block, Set<Integer> forbidden) {
        int nearest = sides.size();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < sides.size(); i++) {
            if (!forbidden.contains(i)) {
                double gap = gap(sides.get(i), block);
                if (nearest == sides.size() || gap < least) {
                    nearest = i;
                    least = gap;
                }
            }
        }
        return nearest;
    }

    private double gap(List<Integer> side, List<Integer> block) {
        double least = Double.POSITIVE_INFINITY;
        for (int a : side) {
            for (int b : block) {
                least = Math.min(least, distance.between(a, b));
            }
        }
        return least;
    }

    /**
     * Gives each of the other blocks, which nothing in the cluster is held apart from, to the nearest side: by the points
     * that are held apart alone, so that the order in which others join makes no difference.
     */
    private void join(List<List<Integer>> sides, Collection<List<Integer>> blocks) {
        int[] parted = flat(sides);
        int[] sideOf = IntStream.range(0, sides.size())
                .flatMap(side ->
                        IntStream.generate(() -> side).limit(sides.get(side).size()))
                .toArray();
        NearestSides near = distance.nearest(flat(blocks), parted, sideOf, cancellation);
        int begin = 0;
        for (List<Integer> block : blocks) {
            NearestSides nearest = NearestSides.of(1, sideOf);
            for (int i = begin; i < begin + block.size(); i++) {
                nearest.offer(0, near.distances()[i], near.sides()[i]);
            }
            sides.get(nearest.sides()[0]).addAll(block);
            begin += block.size();
            phase.advance(block.size());
        }
    }

    private static int[] flat(Collection<List<Integer>> blocks) {
        return blocks.stream()
                .flatMapToInt(block -> block.stream().mapToInt(Integer::intValue))
                .toArray();
    }
}
