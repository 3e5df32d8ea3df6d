package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityPartsTests {

    @Nested
    class Luma {

        @Test
        void leavesGreyAsItIs() {
            for (int grey = 0; grey < 256; grey++) {
                byte value = (byte) grey;

                assertThat(LumaPlane.of(new byte[] {value, value, value}, 1, 1).values())
                        .containsExactly(grey);
            }
        }

        @Test
        void weighsBlueGreenAndRed() {
            byte full = (byte) 255;
            byte[] bgr = {full, 0, 0, 0, full, 0, 0, 0, full};

            assertThat(LumaPlane.of(bgr, 3, 1).values()).containsExactly(29, 150, 76);
        }
    }

    @Nested
    class Detail {

        @Test
        void findsNoneOnASlope() {
            FineDetail slope = FineDetail.of(plane(200, 50, (x, y) -> x + y));

            assertThat(slope).isEqualTo(new FineDetail(0, 0));
        }

        @Test
        void findsMostOnACheckerboard() {
            FineDetail board = FineDetail.of(plane(64, 64, (x, y) -> (x + y) % 2 == 0 ? 118 : 138));

            // Each inner pixel differs from its four neighbours by 20: the Laplacian is 80 or -80, half each.
            assertThat(board.laplacianVariance()).isEqualTo(6400);
        }

        @ParameterizedTest
        @ValueSource(doubles = {2, 5, 10, 20})
        void estimatesWhiteNoise(double deviation) {
            LumaPlane noisy = noisy(deviation, (x, y) -> 128);

            assertThat(FineDetail.of(noisy).noise()).isCloseTo(deviation, within(0.15 * deviation));
        }

        @Test
        void estimatesNoiseBesideTexture() {
            LumaPlane halfTextured = noisy(4, (x, y) -> x < 256 ? 128 : 128 + 60 * ((x + y) % 2) - 30);

            assertThat(FineDetail.of(halfTextured).noise()).isCloseTo(4, within(0.6));
        }

        @Test
        void ignoresBlocksWhereNoiseIsCutOff() {
            LumaPlane halfBlack = noisy(4, (x, y) -> x < 256 ? 128 : -40);

            assertThat(FineDetail.of(halfBlack).noise()).isCloseTo(4, within(0.6));
        }
    }

    @Nested
    class Exposed {

        @ParameterizedTest
        @ValueSource(ints = {254, 255})
        void countsWhiteAsClipped(int grey) {
            assertThat(exposure(grey, grey, grey).clippedShare()).isEqualTo(1);
        }

        @Test
        void takesBlackForBadlyExposedInsteadOfClipped() {
            assertThat(exposure(0, 0, 0)).isEqualTo(new Exposure(Math.exp(-2.5 * 2.5 / 2), 0));
        }

        @Test
        void countsOneFullChannelAsClipped() {
            assertThat(exposure(30, 80, 255).clippedShare()).isEqualTo(1);
        }

        @Test
        void countsOneEmptyChannelAsWhole() {
            assertThat(exposure(0, 80, 120).clippedShare()).isZero();
        }

        @Test
        void prefersMiddleGrey() {
            assertThat(exposure(128, 128, 128).wellExposed()).isGreaterThan(0.999);
            assertThat(exposure(128, 128, 128).wellExposed())
                    .isGreaterThan(exposure(90, 90, 90).wellExposed());
            assertThat(exposure(90, 90, 90).wellExposed())
                    .isGreaterThan(exposure(30, 30, 30).wellExposed());
        }

        private static Exposure exposure(int blue, int green, int red) {
            byte[] pixel = {(byte) blue, (byte) green, (byte) red};
            return Exposure.of(pixel, LumaPlane.of(pixel, 1, 1));
        }
    }

    @Nested
    class Blocks {

        @Test
        void seesAGridOfEightPixels() {
            LumaPlane grid = plane(64, 64, (x, y) -> 100 + 9 * ((x / 8 + y / 8) % 2));

            assertThat(Blockiness.of(grid)).isEqualTo(2);
        }

        @Test
        void seesNoneInAGridThatStartsElsewhere() {
            LumaPlane grid = plane(64, 64, (x, y) -> 100 + 9 * (((x + 3) / 8 + (y + 3) / 8) % 2));

            assertThat(Blockiness.of(grid)).isZero();
        }

        @Test
        void seesNoneInNoise() {
            assertThat(Blockiness.of(noisy(20, (x, y) -> 128))).isLessThan(0.05);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 8})
        void seesNoneInAPictureOfOneCell(int side) {
            assertThat(Blockiness.of(plane(side, side, (x, y) -> 9 * x * y))).isZero();
        }
    }

    @Nested
    class Perception {

        @Test
        void findsNothingToPraiseInAFlatOrTinyPicture() {
            assertThat(PerceptionEvaluator.piqe(plane(64, 64, (x, y) -> 77))).isEqualTo(100);
            assertThat(PerceptionEvaluator.piqe(plane(15, 300, (x, y) -> x * y % 256)))
                    .isEqualTo(100);
        }

        @Test
        void callsPureNoiseBad() {
            // Every block is active and noisy, none has a flat edge: the value is the mean variance of the blocks.
            assertThat(PerceptionEvaluator.piqe(noisy(25, (x, y) -> 128))).isBetween(60.0, 90.0);
        }

        @Test
        void agreesWithTheDefinitionOfNormalisedContrast() {
            LumaPlane noisy = noisy(25, (x, y) -> 40 + x / 4);
            float[] rows = new ContrastNormalisation(noisy).rows(0).clone();

            for (int y = 0; y < ContrastNormalisation.ROWS; y++) {
                for (int x = 0; x < noisy.width(); x += 7) {
                    assertThat((double) rows[y * noisy.width() + x]).isCloseTo(normalised(noisy, x, y), within(1e-4));
                }
            }
        }

        private static double normalised(LumaPlane luma, int x, int y) {
            double weights = 0;
            double sum = 0;
            double squares = 0;
            for (int dy = -3; dy <= 3; dy++) {
                for (int dx = -3; dx <= 3; dx++) {
                    double weight = Math.exp(-(dx * dx + dy * dy) / (2 * 49.0 / 36));
                    double value = at(luma, x + dx, y + dy);
                    weights += weight;
                    sum += weight * value;
                    squares += weight * value * value;
                }
            }
            double mean = sum / weights;
            return (at(luma, x, y) - mean) / (Math.sqrt(squares / weights - mean * mean) + 1);
        }

        private static int at(LumaPlane luma, int x, int y) {
            int column = Math.clamp(x, 0, luma.width() - 1);
            return luma.values()[Math.clamp(y, 0, luma.height() - 1) * luma.width() + column];
        }
    }

    private static LumaPlane plane(int width, int height, IntBinaryOperator grey) {
        int[] values = new int[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = grey.applyAsInt(i % width, i / width);
        }
        return new LumaPlane(width, height, values);
    }

    private static LumaPlane noisy(double deviation, IntBinaryOperator grey) {
        Random random = new Random(11);
        return plane(512, 256, (x, y) ->
                (int) Math.clamp(Math.round(grey.applyAsInt(x, y) + deviation * random.nextGaussian()), 0, 255));
    }
}
