package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HammingIndexTests {

    private static final int HASHES = 12_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 8, 11, 12, 40, 64})
    void findsExactlyWhatComparingAllFinds(int radius) {
        long[] hashes = clusteredHashes(new Random(5));
        HammingIndex index = HammingIndex.of(hashes);

        for (int query = 0; query < 60; query++) {
            Map<Integer, Integer> expected = new HashMap<>();
            for (int i = 0; i < hashes.length; i++) {
                int distance = Long.bitCount(hashes[i] ^ hashes[query]);
                if (distance <= radius) {
                    expected.put(i, distance);
                }
            }
            assertThat(found(index, hashes[query], radius)).isEqualTo(expected);
        }
    }

    @Test
    void findsHashesWhoseEveryBandDiffers() {
        long[] hashes = new long[HASHES];
        hashes[7] = 0x0001_0010_0100_1000L;
        Arrays.fill(hashes, 8, HASHES, -1L);

        assertThat(found(HammingIndex.of(hashes), 0, 4)).containsEntry(7, 4).hasSize(8);
    }

    @Test
    void findsNothingAmongNone() {
        assertThat(found(HammingIndex.of(new long[0]), 42, 64)).isEmpty();
    }

    @Test
    void looksAtTheFirstHashesAlone() {
        Map<Integer, Integer> found = new HashMap<>();

        HammingIndex.forEachWithin(new long[] {0, 1, 0}, 2, 0, 1, found::put);

        assertThat(found).isEqualTo(Map.of(0, 0, 1, 1));
    }

    private static Map<Integer, Integer> found(HammingIndex index, long hash, int radius) {
        Map<Integer, Integer> found = new HashMap<>();
        index.forEachWithin(hash, radius, (i, distance) -> {
            assertThat(found.put(i, distance)).as("visited once").isNull();
        });
        return found;
    }

    /** Families of hashes that differ in up to 20 bits each, so that every radius has something to find. */
    private static long[] clusteredHashes(Random random) {
        long[] hashes = new long[HASHES];
        for (int i = 0; i < HASHES; i++) {
            hashes[i] = i % 50 == 0 ? random.nextLong() : hashes[i - i % 50];
            for (int bit = 0; bit < i % 21; bit++) {
                hashes[i] ^= 1L << random.nextInt(64);
            }
        }
        return hashes;
    }
}
