package dev.imageclustering.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.image.ImageSignature;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopyFamiliesTests {

    private static final int MANY = 10_000;
    private static final int DISTANCE = 5_000;

    private final Random random = new Random(5);
    private final SignatureRows rows = new SignatureRows(2, Long.MAX_VALUE);
    private final CopyFamilies families = new CopyFamilies(rows);

    /** The copies lie so far apart that they come in different portions. */
    @Test
    void findsCopiesAcrossPortions() {
        long[] hashes = IntStream.range(0, DISTANCE).mapToLong(i -> hash()).toArray();
        for (int id = 1; id <= MANY; id++) {
            put(id, id <= DISTANCE ? hashes[id - 1] : hashes[id - 1 - DISTANCE] ^ 1L << id % 63);
        }

        takeInAll();

        // Some hashes are alike by chance.
        assertThat(families.families()).hasSizeBetween(DISTANCE - 100, DISTANCE);
        assertThat(families.families())
                .flatMap(family -> family.stream()
                        .filter(id -> id <= DISTANCE && family.contains(id + DISTANCE))
                        .toList())
                .hasSize(DISTANCE);
    }

    @Test
    void findsTheCopyOfWhatComesLater() {
        long hash = hash();
        put(1, hash);
        takeInAll();
        assertThat(families.families()).isEmpty();

        put(2, hash ^ 0b101);
        takeInAll();

        assertThat(families.families()).containsExactly(List.of(1, 2));
    }

    @Test
    void tellsWhetherThereIsMore() {
        assertThat(families.takeInMore()).isFalse();
        for (int id = 1; id <= DISTANCE; id++) {
            put(id, hash());
        }

        assertThat(families.takeInMore()).isTrue();
        assertThat(families.takeInMore()).isFalse();
    }

    private void takeInAll() {
        boolean more = true;
        while (more) {
            more = families.takeInMore();
        }
    }

    private void put(int id, long hash) {
        rows.put(new ImageSignature(id, Instant.EPOCH, hash, new float[] {1, 0}));
    }

    /** Returns a hash in which 31 of the 63 bits are set, as in those of pictures. */
    private long hash() {
        long hash = 0;
        while (Long.bitCount(hash) < 31) {
            hash |= 1L << random.nextInt(63);
        }
        return hash;
    }
}
