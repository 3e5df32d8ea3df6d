package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ColourCellsTests {

    private final ColourCells features = new ColourCells();
    private PointerScope scope;

    @BeforeEach
    void openScope() {
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @Test
    void startsPatchAtEveryCellOfBothGrids() {
        float[][] patches = features.extract(SamplePhotos.rectangles(512, 256, 1));

        assertThat(patches.length).isEqualTo((64 - 3) * (32 - 3) + (32 - 3) * (16 - 3));
    }

    @Test
    void givesOnePatchAcrossAndManyAlongPictureOfOneRow() {
        float[][] patches = features.extract(SamplePhotos.noise(512, 1, 1));

        assertThat(patches.length).isEqualTo((64 - 3) + (32 - 3));
    }

    @Test
    void givesWhiteItsLightnessWithoutHueOrDeviation() {
        float[] patch = features.extract(SamplePhotos.flat(256, 256, 255))[0];

        assertThat(patch).hasSize(features.dimension());
        for (int cell = 0; cell < 16; cell++) {
            assertThat(Arrays.copyOfRange(patch, 6 * cell, 6 * cell + 6)).containsExactly(255, 0, 128, 0, 128, 0);
        }
    }

    @Test
    void givesNoisyCellsDeviation() {
        float[] patch = features.extract(SamplePhotos.noise(256, 256, 1))[0];

        assertThat(patch[1]).isGreaterThan(10);
    }
}
