package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Points that stand for the groups whose density the run did not tell: all of them, or where they are too many a share
 * of each group. They are drawn by the hash of their values, so that neither the order of the points nor what else is
 * asked makes a difference, and equal points count once.
 */
final class GroupSample {

    /** As many points may stand for all groups together. */
    static final int MOST = 1024;

    /** Of a group are at least as many, or all. */
    static final int LEAST_OF_GROUP = 32;

    private final RowHash hash;
    private final int[] labels;
    private final int asked;
    private final int most;

    private GroupSample(RowHash hash, int[] labels, int asked, int most) {
        this.hash = hash;
        this.labels = labels;
        this.asked = asked;
        this.most = most;
    }

    static GroupSample of(RowHash hash, int[] labels, GroupDensities densities, int most) {
        int asked = (int) Arrays.stream(labels)
                .filter(label -> label >= 0)
                .filter(label -> Double.isNaN(densities.births()[label])
                        || Double.isNaN(densities.densest()[label]))
                .count();
        return new GroupSample(hash, labels, asked, most);
    }

    /** Returns points of a group, ascending. Time O(n + m d) for m points of it. */
    int[] of(int label) {
        int[] members = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .toArray();
        long share = (long) most * members.length / Math.max(1, asked);
        int size = Math.max(LEAST_OF_GROUP, (int) share);
        return asked <= most || members.length <= size ? members : drawn(members, size);
    }

    private int[] drawn(int[] members, int size) {
        Map<Long, Integer> byHash = HashMap.newHashMap(members.length);
        for (int member : members) {
            byHash.putIfAbsent(hash.of(member), member);
        }
        return byHash.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .limit(size)
                .mapToInt(Map.Entry::getValue)
                .sorted()
                .toArray();
    }
}
