package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramCosinesTests {

    private static final int CELLS = 4;
    private static final int DIRECTIONS = 8;

    @Test
    void keepsWavesOfLengthOneAtRightAngles() {
        for (int k = 0; k < HistogramCosines.LENGTH; k++) {
            float[] wave = wave(k);
            for (int other = 0; other < HistogramCosines.LENGTH; other++) {
                assertThat(HistogramCosines.components(wave)[other]).isCloseTo(other == k ? 1 : 0, within(1e-5f));
            }
        }
    }

    @Test
    void changesNothingButSignsInTheMirror() {
        Random random = new Random(1);
        float[] vector = new float[CELLS * CELLS * DIRECTIONS];
        float[] mirrored = new float[vector.length];
        for (int row = 0; row < CELLS; row++) {
            for (int column = 0; column < CELLS; column++) {
                for (int direction = 0; direction < DIRECTIONS; direction++) {
                    float value = random.nextFloat();
                    vector[at(row, column, direction)] = value;
                    mirrored[at(CELLS - 1 - row, column, (DIRECTIONS - direction) % DIRECTIONS)] = value;
                }
            }
        }
        for (int k = 0; k < HistogramCosines.LENGTH; k++) {
            float component = HistogramCosines.components(vector)[k];
            assertThat(HistogramCosines.components(mirrored)[k])
                    .isCloseTo(HistogramCosines.isTurnedByMirror(k) ? -component : component, within(1e-5f));
        }
    }

    /** Wave k itself, from its components along the unit vectors. */
    private static float[] wave(int k) {
        float[] wave = new float[CELLS * CELLS * DIRECTIONS];
        for (int i = 0; i < wave.length; i++) {
            float[] unit = new float[wave.length];
            unit[i] = 1;
            wave[i] = HistogramCosines.components(unit)[k];
        }
        return wave;
    }

    private static int at(int row, int column, int direction) {
        return (row * CELLS + column) * DIRECTIONS + direction;
    }
}
