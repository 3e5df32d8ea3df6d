package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ICC_ColorSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoColoursTests {

    private static final int BT_709 = 1;
    private static final int BT_2020 = 9;
    private static final int DISPLAY_P3 = 12;
    private static final int SRGB = 13;
    private static final int PQ = 16;
    private static final int HLG = 18;

    @Test
    void knowsNoProfileForWhatIsSrgbAnyway() {
        assertThat(VideoColours.profile(BT_709, SRGB)).isEmpty();
        assertThat(VideoColours.profile(2, 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"12, 13", "9, 1", "9, 16", "9, 18", "1, 8"})
    void keepsGreysGrey(int primaries, int transfer) {
        float[] grey = toSrgb(primaries, transfer, 0.6f, 0.6f, 0.6f);

        assertThat(grey[0]).isCloseTo(grey[1], within(0.01f));
        assertThat(grey[2]).isCloseTo(grey[1], within(0.01f));
    }

    @Test
    void showsColoursThatBothHaveAlike() {
        // The same light in either: sRGB (0.8, 0.4, 0.2) lies at these values of Display P3.
        float[] shown = toSrgb(DISPLAY_P3, SRGB, 0.7472f, 0.4201f, 0.2468f);

        assertThat(shown).containsExactly(new float[] {0.8f, 0.4f, 0.2f}, within(0.02f));
    }

    @Test
    void keepsDiffuseWhiteOfHighDynamicRangeLight() {
        float[] white = toSrgb(BT_2020, PQ, 0.58f, 0.58f, 0.58f);

        assertThat(white[1]).isBetween(0.7f, 0.8f);
    }

    @ParameterizedTest
    @CsvSource({"16, 0.752", "18, 1"})
    void showsBrightestAsWhite(int transfer, float value) {
        assertThat(toSrgb(BT_2020, transfer, value, value, value)[1]).isCloseTo(1, within(0.01f));
    }

    @Test
    void brightensWithTheValue() {
        float last = -1;
        for (int i = 0; i <= 20; i++) {
            float light = toSrgb(BT_2020, HLG, i / 20f, i / 20f, i / 20f)[1];
            assertThat(light).isGreaterThanOrEqualTo(last);
            last = light;
        }
    }

    private static float[] toSrgb(int primaries, int transfer, float... colour) {
        return new ICC_ColorSpace(VideoColours.profile(primaries, transfer).orElseThrow()).toRGB(colour);
    }
}
