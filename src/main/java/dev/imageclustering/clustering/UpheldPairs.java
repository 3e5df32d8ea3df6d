package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decided pairs freed of their contradictions: from the newest to the oldest each is upheld unless those upheld before
 * it say the opposite, be it through others ({@code a = b}, {@code b = c} against {@code a != c}). So the newest word
 * always counts, and the result depends on nothing but the pairs and their order.
 *
 * <p>Points that are held together form a block; a block is named by one of its points.
 */
public final class UpheldPairs {

    private final DisjointSets blocks;
    private final Map<Integer, Set<Integer>> apart = new HashMap<>();
    private final List<DecidedPair> overruled = new ArrayList<>();
    private final List<DecidedPair> partings = new ArrayList<>();
    private final List<DecidedPair> joinings = new ArrayList<>();

    private UpheldPairs(int points) {
        this.blocks = new DisjointSets(points);
    }

    /**
     * Decides which pairs count. Time and memory nearly linear in the points and pairs.
     *
     * @param newestFirst pairs of points below {@code points}
     * @throws IndexOutOfBoundsException if a pair names another point
     */
    public static UpheldPairs of(int points, List<DecidedPair> newestFirst) {
        UpheldPairs upheld = new UpheldPairs(points);
        newestFirst.forEach(upheld::take);
        return upheld;
    }

    private void take(DecidedPair pair) {
        int a = blocks.find(pair.a());
        int b = blocks.find(pair.b());
        boolean contradicted = pair.together() ? apart.getOrDefault(a, Set.of()).contains(b) : a == b;
        if (contradicted) {
            overruled.add(pair);
        } else if (pair.together()) {
            joinings.add(pair);
            join(a, b);
        } else {
            partings.add(pair);
            apart.computeIfAbsent(a, block -> new HashSet<>()).add(b);
            apart.computeIfAbsent(b, block -> new HashSet<>()).add(a);
        }
    }

    private void join(int a, int b) {
        if (!blocks.union(a, b)) {
            return;
        }
        int kept = blocks.find(a);
        int gone = kept == a ? b : a;
        Set<Integer> moving = apart.remove(gone);
        if (moving != null) {
            for (int other : moving) {
                Set<Integer> others = apart.computeIfAbsent(other, block -> new HashSet<>());
                others.remove(gone);
                others.add(kept);
                apart.computeIfAbsent(kept, block -> new HashSet<>()).add(other);
            }
        }
    }

    /** Returns the pairs that do not count, since newer ones say the opposite; the newest first. */
    public List<DecidedPair> overruled() {
        return List.copyOf(overruled);
    }

    /** Returns the upheld cannot-links, the newest first. */
    List<DecidedPair> partings() {
        return partings;
    }

    /** Returns the upheld must-links, the newest first. */
    List<DecidedPair> joinings() {
        return joinings;
    }

    /** Tells whether two points are held together. */
    public boolean areTogether(int a, int b) {
        return blocks.find(a) == blocks.find(b);
    }

    int block(int point) {
        return blocks.find(point);
    }

    /** Returns the blocks that a block is held apart from. */
    Set<Integer> apartFrom(int block) {
        return apart.getOrDefault(block, Set.of());
    }

    /** Tells whether the blocks of two points are held apart. */
    public boolean areApart(int a, int b) {
        return apart.getOrDefault(blocks.find(a), Set.of()).contains(blocks.find(b));
    }

    /** Tells whether anything is held apart from the block of the point. */
    boolean isParted(int point) {
        return apart.containsKey(blocks.find(point));
    }
}
