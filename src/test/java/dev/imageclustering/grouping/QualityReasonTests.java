package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityReasonTests {

    private static final Map<String, Double> BEST = Map.of("sharpness", 0.6, "noise", 0.8, "resolution", 0.7);

    @Test
    void isThePartThatCostsMost() {
        // Sharpness weighs more than noise, of which more is lost here.
        Map<String, Double> parts = Map.of("sharpness", 0.5, "noise", 0.65, "resolution", 0.7);

        assertThat(QualityReason.of(parts, BEST)).contains(QualityReason.SHARPNESS);
        assertThat(QualityReason.SHARPNESS.than(12)).isEqualTo("less sharp than 12");
    }

    @Test
    void isNoneWhereNothingWorthAWordIsLost() {
        Map<String, Double> parts = Map.of("sharpness", 0.599, "noise", 0.9, "resolution", 0.7);

        assertThat(QualityReason.of(parts, BEST)).isEmpty();
    }

    @Test
    void isNoneWhereThePartsAreNotKnown() {
        assertThat(QualityReason.of(Map.of(), BEST)).isEmpty();
        assertThat(QualityReason.of(BEST, Map.of())).isEmpty();
    }
}
