package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How far two labellings agree: the adjusted Rand index (L. Hubert, P. Arabie, Comparing Partitions, 1985). */
final class Agreement {

    private Agreement() {}

    /** Returns 1 where both are the same but for the numbers, about 0 where one says nothing about the other. */
    static double of(int[] a, int[] b) {
        Map<Long, Integer> both = new HashMap<>();
        Map<Integer, Integer> first = new HashMap<>();
        Map<Integer, Integer> second = new HashMap<>();
        for (int i = 0; i < a.length; i++) {
            both.merge((long) a[i] << 32 ^ b[i] & 0xffffffffL, 1, Integer::sum);
            first.merge(a[i], 1, Integer::sum);
            second.merge(b[i], 1, Integer::sum);
        }
        double ofFirst = pairs(first.values());
        double ofSecond = pairs(second.values());
        double expected = ofFirst * ofSecond / pairs(Arrays.asList(a.length));
        return (pairs(both.values()) - expected) / ((ofFirst + ofSecond) / 2 - expected);
    }

    private static double pairs(Iterable<Integer> sizes) {
        double pairs = 0;
        for (int size : sizes) {
            pairs += size * (size - 1.0) / 2;
        }
        return pairs;
    }
}
