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
    class Crispness {

        @Test
        void findsNoneOnASlope() {
            assertThat(Sharpness.of(plane(200, 50, (x, y) -> x + y), 0)).isEqualTo(new Sharpness(0));
        }

        @Test
        void takesTheDirectionThatHasLeast() {
            LumaPlane stripes = plane(68, 68, (x, y) -> x % 2 == 0 ? 118 : 138);
            LumaPlane board = plane(68, 68, (x, y) -> x % 2 == 0 && y % 2 == 0 ? 118 : 138);

            assertThat(Sharpness.of(stripes, 0).detail()).isZero();
            assertThat(Sharpness.of(board, 0).detail()).isPositive();
        }

        @Test
        void countsTheSharpestPartAndNotTheBlurredBackground() {
            IntBinaryOperator texture = (x, y) -> (x * 7919 + y * 104_729) % 97 + 80;
            LumaPlane everywhere = plane(324, 324, texture);
            LumaPlane inAFifth = plane(324, 324, (x, y) -> x < 160 && y < 160 ? texture.applyAsInt(x, y) : 128);

            double all = Sharpness.of(everywhere, 0).detail();
            assertThat(Sharpness.of(inAFifth, 0).detail()).isCloseTo(all, within(0.05 * all));
        }

        @Test
        void takesNoiseOff() {
            LumaPlane noisy = noisy(10, (x, y) -> 128);

            assertThat(Sharpness.of(noisy, 0).detail()).isBetween(500.0, 750.0);
            assertThat(Sharpness.of(noisy, 10).detail()).isLessThan(150);
        }
    }

    @Nested
    class Noise {

        @ParameterizedTest
        @ValueSource(doubles = {2, 5, 10, 20})
        void isEstimatedWhereItIsWhite(double deviation) {
            LumaPlane noisy = noisy(deviation, (x, y) -> 128);

            assertThat(ImmerkaerNoise.of(noisy)).isCloseTo(deviation, within(0.15 * deviation));
        }

        @Test
        void isEstimatedBesideTexture() {
            LumaPlane halfTextured = noisy(4, (x, y) -> x < 256 ? 128 : 128 + 60 * ((x + y) % 2) - 30);

            assertThat(ImmerkaerNoise.of(halfTextured)).isCloseTo(4, within(0.6));
        }

        @Test
        void doesNotCountWhereItIsCutOff() {
            LumaPlane halfBlack = noisy(4, (x, y) -> x < 256 ? 128 : -40);

            assertThat(ImmerkaerNoise.of(halfBlack)).isCloseTo(4, within(0.6));
        }
    }

    @Nested
    class Overshoot {

        @Test
        void isNoneAtACleanEdge() {
            assertThat(Halo.of(plane(64, 64, (x, y) -> x < 32 ? 60 : 180))).isZero();
        }

        @Test
        void isMeasuredAgainstTheHeightOfTheEdge() {
            // A step of 120 with seams of 12 on both sides, two pixels wide.
            LumaPlane sharpened = plane(64, 64, (x, y) -> switch (x) {
                case 30, 31 -> 48;
                case 32, 33 -> 192;
                default -> x < 32 ? 60 : 180;
            });

            assertThat(Halo.of(sharpened)).isCloseTo(0.2, within(0.01));
        }

        @Test
        void isNoneWithoutAnEdge() {
            assertThat(Halo.of(plane(64, 64, (x, y) -> x + y))).isZero();
            assertThat(Halo.of(plane(5, 3, (x, y) -> 200 * (x % 2)))).isZero();
        }
    }

    @Nested
    class Exposed {

        @ParameterizedTest
        @ValueSource(ints = {100, 188, 254, 255})
        void countsAHeapAtTheTopAsClippedWhereverTheTopLies(int top) {
            LumaPlane heap = plane(100, 100, (x, y) -> x < 30 ? top : x % 70);

            assertThat(Highlights.clipped(counts(heap))).isCloseTo(0.2995, within(1e-9));
        }

        @Test
        void keepsAHeapThatCompressionMadeWider() {
            LumaPlane wide = plane(100, 100, (x, y) -> x < 30 ? 198 + (7 * x + y) % 5 : x % 70);

            assertThat(Highlights.clipped(counts(wide))).isCloseTo(0.2995, within(1e-9));
        }

        @Test
        void countsNoHeapWhereTheLightsRunOutGently() {
            LumaPlane slope = plane(1000, 50, (x, y) -> x / 4);

            assertThat(Highlights.clipped(counts(slope))).isCloseTo(0, within(1e-9));
        }

        @Test
        void takesABlackPictureForDark() {
            assertThat(exposure(0, 0, 0)).isEqualTo(new Exposure(0, 0, 0, 1, 0.9995, 0, 0, 0));
        }

        @Test
        void countsOneFullChannelAsClipped() {
            LumaPlane grey = plane(100, 100, (x, y) -> x);
            byte[] bgr = bgr(grey);
            for (int i = 0; i < 3 * 2000; i += 3) {
                bgr[i + 2] = (byte) 255;
            }

            assertThat(Highlights.clipped(ToneCounts.of(bgr, 100))).isCloseTo(0.1995, within(1e-9));
        }

        @Test
        void findsTonesThatBrighteningLeavesOut() {
            LumaPlane smooth = plane(1000, 50, (x, y) -> 10 + x / 5);
            LumaPlane spread = plane(1000, 50, (x, y) -> 10 + x / 5 * 7 / 6);

            assertThat(MissingTones.share(counts(smooth))).isZero();
            assertThat(MissingTones.share(counts(spread))).isEqualTo(0.1);
        }

        @Test
        void missesNoToneWhereFullAndThinLevelsTakeTurns() {
            LumaPlane turns = plane(1000, 50, (x, y) -> 10 + x / 5 / 2 * 2 + (x % 4 == 0 ? 1 : 0));

            assertThat(MissingTones.share(counts(turns))).isZero();
        }

        @Test
        void findsNoToneMissingInAPictureOfFewColours() {
            LumaPlane flags = plane(1000, 50, (x, y) -> x < 500 ? 70 : 180);

            assertThat(MissingTones.share(counts(flags))).isZero();
        }

        @Test
        void countsAnEmptyChannelAsLostColourUnlessItIsDark() {
            assertThat(exposure(0, 80, 120).clippedChroma()).isEqualTo(1);
            assertThat(exposure(0, 10, 40).clippedChroma()).isZero();
        }

        @Test
        void countsWhatIsNextToBlack() {
            LumaPlane steps = plane(64, 64, (x, y) -> x < 16 ? 19 : 20);

            assertThat(Exposure.of(bgr(steps), steps, 0).darkShare()).isEqualTo(0.25);
            assertThat(Exposure.of(bgr(steps), steps, 0).mean()).isCloseTo(19.75 / 255, within(1e-12));
        }

        @Test
        void findsTheWhitePoint() {
            assertThat(exposure(60, 102, 51).white()).isEqualTo(0.4);
        }

        @Test
        void measuresContrastAgainstTheMost() {
            LumaPlane halves = plane(64, 64, (x, y) -> x < 32 ? 0 : 255);

            assertThat(Exposure.of(bgr(halves), halves, 0).contrast()).isEqualTo(1);
        }

        @Test
        void findsNothingVisibleInWhatDrowned() {
            LumaPlane halfBlack = plane(64, 64, (x, y) -> x < 32 ? 3 * (x % 2) : 100 + 60 * (x % 2));

            assertThat(Exposure.of(bgr(halfBlack), halfBlack, 0).visible()).isEqualTo(0.5);
        }

        private static byte[] bgr(LumaPlane luma) {
            byte[] bgr = new byte[3 * luma.values().length];
            for (int i = 0; i < bgr.length; i++) {
                bgr[i] = (byte) luma.values()[i / 3];
            }
            return bgr;
        }

        private static ToneCounts counts(LumaPlane grey) {
            return ToneCounts.of(bgr(grey), grey.width());
        }

        private static Exposure exposure(int blue, int green, int red) {
            byte[] pixel = {(byte) blue, (byte) green, (byte) red};
            return Exposure.of(pixel, LumaPlane.of(pixel, 1, 1), 0);
        }
    }

    @Nested
    class Colour {

        @Test
        void isNoneInGrey() {
            assertThat(colourfulness(new byte[] {9, 9, 9, 77, 77, 77})).isZero();
        }

        @Test
        void followsTheDefinition() {
            // Red and blue: R - G is 200 and 0, (R + G) / 2 - B is 100 and -200.
            byte full = (byte) 200;
            double expected = Math.sqrt(100 * 100 + 150 * 150) + 0.3 * Math.hypot(100, -50);

            assertThat(colourfulness(new byte[] {0, 0, full, full, 0, 0})).isCloseTo(expected, within(1e-9));
        }

        private static double colourfulness(byte[] bgr) {
            Colourfulness colourfulness = new Colourfulness();
            LumaPlane.of(bgr, 1, bgr.length / 3, colourfulness::add);
            return colourfulness.value();
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
