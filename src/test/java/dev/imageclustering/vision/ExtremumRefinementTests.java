package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtremumRefinementTests {

    private static final int SIDE = 30;
    private static final double WHITE = 255;

    /** The least difference that is strong enough, in grey levels: a hundredth of white over the three layers. */
    private static final double LEAST = WHITE / 100 / ScaleSpace.LAYERS;

    @ParameterizedTest
    @CsvSource({"15,14,2", "15.3,14.4,2.2", "14.7,13.6,1.8", "15.4,14,1.6", "14.6,14.4,3.3"})
    void placesMaximumWhereTheQuadraticFunctionHasIt(double x, double y, double layer) {
        ScaleSpaceExtremum found = refined(peak(20, x, y, layer, 3, 3), 15, 14, 2);

        assertThat(found).isNotNull();
        assertThat((double) found.column()).isCloseTo(x, within(1e-3));
        assertThat((double) found.row()).isCloseTo(y, within(1e-3));
        assertThat((double) found.sigma())
                .isCloseTo(ScaleSpace.SIGMA * Math.pow(2, layer / ScaleSpace.LAYERS), within(1e-3));
        assertThat((double) found.strength()).isCloseTo(20 / WHITE, within(1e-5));
        assertThat(found.layer()).isEqualTo((int) Math.rint(layer));
    }

    @Test
    void placesMinimumAsWell() {
        ScaleSpaceExtremum found = refined(peak(-20, 15.2, 14.1, 2, -3, -3), 15, 14, 2);

        assertThat(found).isNotNull();
        assertThat((double) found.column()).isCloseTo(15.2, within(1e-3));
        assertThat((double) found.strength()).isCloseTo(20 / WHITE, within(1e-5));
    }

    @Test
    void followsTheFunctionToAnotherSample() {
        ScaleSpaceExtremum found = refined(peak(20, 16.8, 12.9, 2.7, 1, 1), 15, 14, 2);

        assertThat(found).isNotNull();
        assertThat((double) found.column()).isCloseTo(16.8, within(1e-3));
        assertThat((double) found.row()).isCloseTo(12.9, within(1e-3));
        assertThat(found.layer()).isEqualTo(3);
    }

    @Test
    void acceptsPlacesHalfwayBetweenTwoSamples() {
        float[][][] planes = peak(20, 15.5, 14, 2, 3, 3);
        // Each of the two believes that it lies a little nearer to the other.
        planes[3][14][15] += .03f;
        planes[3][14][16] += .03f;

        ScaleSpaceExtremum left = refined(planes, 15, 14, 2);
        ScaleSpaceExtremum right = refined(planes, 16, 14, 2);

        assertThat(left).isNotNull();
        assertThat(right).isNotNull();
        assertThat((double) left.column()).isCloseTo(15.5, within(.02));
        assertThat(left.isAt(right)).isTrue();
    }

    @Test
    void tellsPlacesThatAreApart() {
        ScaleSpaceExtremum here = ScaleSpaceExtremum.at(15, 14, 0, 2, 2, .1);

        assertThat(here.isAt(ScaleSpaceExtremum.at(15.09, 13.91, 0, 2, 2.1, .2)))
                .isTrue();
        assertThat(here.isAt(ScaleSpaceExtremum.at(15.11, 14, 0, 2, 2, .1))).isFalse();
        assertThat(here.isAt(ScaleSpaceExtremum.at(15, 14.11, 0, 2, 2, .1))).isFalse();
        assertThat(here.isAt(ScaleSpaceExtremum.at(15, 14, 0, 2, 2.3, .1))).isFalse();
        assertThat(here.isAt(ScaleSpaceExtremum.at(7.5, 7, 1, 2, 2, .1))).isFalse();
    }

    @Test
    void dropsWhatIsWeak() {
        assertThat(refined(peak(1.05 * LEAST, 15.2, 14, 2, .2, .2), 15, 14, 2)).isNotNull();
        assertThat(refined(peak(.95 * LEAST, 15.2, 14, 2, .2, .2), 15, 14, 2)).isNull();
    }

    @Test
    void dropsWhatLiesOnAnEdge() {
        assertThat(refined(peak(20, 15.2, 14, 2, 11, 1), 15, 14, 2)).isNotNull();
        assertThat(refined(peak(20, 15.2, 14, 2, 13, 1), 15, 14, 2)).isNull();
        assertThat(refined(peak(20, 15.2, 14, 2, 1, 13), 15, 14, 2)).isNull();
        assertThat(refined(peak(20, 15.2, 14, 2, 3, -1), 15, 14, 2)).isNull();
    }

    @Test
    void dropsWhatLeadsOutOfTheOctave() {
        assertThat(refined(peak(20, 4, 14, 2, .1, .1), 5, 14, 2)).isNull();
        assertThat(refined(peak(20, 15, SIDE - 5, 2, .1, .1), 15, SIDE - 6, 2)).isNull();
        assertThat(refined(peak(20, 15, 14, .3, .1, .1), 15, 14, 1)).isNull();
        assertThat(refined(peak(20, 15, 14, 3.8, .1, .1), 15, 14, 3)).isNull();
        assertThat(refined(peak(20, 1e4, 14, 2, .001, .001), 15, 14, 2)).isNull();
    }

    @Test
    void dropsWhatIsNoCurve() {
        assertThat(refined(new float[ScaleSpace.LAYERS + 3][SIDE][SIDE], 15, 14, 2))
                .isNull();
    }

    private static @Nullable ScaleSpaceExtremum refined(float[][][] planes, int x, int y, int layer) {
        return new ExtremumRefinement(new ScaleSpace.Octave(SIDE, SIDE, planes), 0)
                .refine(new ExtremumSearch.Sample(x, y, layer));
    }

    /** Planes whose differences are the top less the squares of the distances, each times a bend; in scale 2. */
    private static float[][][] peak(double top, double x0, double y0, double layer0, double bendX, double bendY) {
        float[][][] planes = new float[ScaleSpace.LAYERS + 3][SIDE][SIDE];
        for (int layer = 0; layer < planes.length - 1; layer++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double difference = top
                            - bendX * (x - x0) * (x - x0)
                            - bendY * (y - y0) * (y - y0)
                            - Math.signum(top) * 2 * (layer - layer0) * (layer - layer0);
                    planes[layer + 1][y][x] = (float) (planes[layer][y][x] + difference);
                }
            }
        }
        return planes;
    }
}
