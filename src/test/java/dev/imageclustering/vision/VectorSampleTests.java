package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorSampleTests {

    @Test
    void keepsEverythingUpToItsCapacityInOrder() {
        assertThat(sampleOf(3, 3)).isDeepEqualTo(new float[][] {{0}, {1}, {2}});
    }

    @Test
    void keepsNoMoreThanItsCapacity() {
        assertThat(sampleOf(10, 1000)).hasDimensions(10, 1);
    }

    @Test
    void drawsEvenlyFromAllThatWasOffered() {
        double sum = 0;
        for (float[] vector : sampleOf(2000, 20_000)) {
            sum += vector[0];
        }

        assertThat(sum / 2000).isCloseTo(10_000, within(500.0));
    }

    private static float[][] sampleOf(int capacity, int offered) {
        VectorSample sample = new VectorSample(capacity, 1);
        for (int i = 0; i < offered; i++) {
            sample.offer(new float[] {i});
        }
        return sample.toArray();
    }
}
