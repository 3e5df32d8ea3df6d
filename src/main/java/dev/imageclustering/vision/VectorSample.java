package dev.imageclustering.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A sample of bounded size in which each vector that was offered is found with the same probability (Vitter,
 * <i>Random sampling with a reservoir</i>, ACM TOMS 1985, algorithm R). Depends only on the order of the offers and the seed. Not
 * safe for several threads.
 */
final class VectorSample {

    private final int capacity;
    private final Random random;
    private final List<float[]> kept = new ArrayList<>();
    private long offered;

    VectorSample(int capacity, long seed) {
        this.capacity = capacity;
        this.random = new Random(seed);
    }

    void offer(float[] vector) {
        offered++;
        if (kept.size() < capacity) {
            kept.add(vector);
            return;
        }
        long place = random.nextLong(offered);
        if (place < capacity) {
            kept.set((int) place, vector);
        }
    }

    float[][] toArray() {
        return kept.toArray(float[][]::new);
    }
}
