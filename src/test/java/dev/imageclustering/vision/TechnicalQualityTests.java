package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TechnicalQualityTests {

    @Test
    void keepsItsPartsWhenTheGivenMapChanges() {
        Map<String, Double> given = new HashMap<>(Map.of("noise", 0.5));
        TechnicalQuality quality = new TechnicalQuality(12, given);
        given.put("noise", 0.9);

        assertThat(quality.subScores()).isEqualTo(Map.of("noise", 0.5)).isUnmodifiable();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAScoreThatIsNotFinite(double score) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TechnicalQuality(score, Map.of()))
                .withMessageContaining("score must be finite but was " + score);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
    void refusesAPartOutsideItsRange(double part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TechnicalQuality(1, Map.of("noise", part)))
                .withMessageContaining("sub-score noise must be in 0..1 but was " + part);
    }

    @Test
    void isTheMeanOfThePartsThatAreKnownByTheirWeights() {
        TechnicalQuality coarse = TechnicalQuality.of(Map.of("sharpness", 0.2, "noise", 1.0));

        double weights = TechnicalQuality.weight("sharpness") + TechnicalQuality.weight("noise");
        double sum = 0.2 * TechnicalQuality.weight("sharpness") + TechnicalQuality.weight("noise");
        assertThat(coarse.score()).isCloseTo(100 * sum / weights, within(1e-9));
    }

    @Test
    void hasWeightsThatAddUpToOne() {
        assertThat(TechnicalQuality.PARTS.stream()
                        .mapToDouble(TechnicalQuality::weight)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void gainsByFineStructure() {
        TechnicalQuality coarse = TechnicalQuality.of(Map.of("sharpness", 0.5));

        TechnicalQuality crisp = with(new FineStructure(0.6, 0), coarse);
        TechnicalQuality soft = with(new FineStructure(0.1, 0), coarse);
        TechnicalQuality grainy = with(new FineStructure(0.6, 8), coarse);
        assertThat(crisp.score()).isGreaterThan(soft.score()).isGreaterThan(grainy.score());
        assertThat(crisp.subScores()).containsOnlyKeys("sharpness", "detail", "grain");
        assertThat(TechnicalQuality.isFine(crisp.subScores())).isTrue();
        assertThat(TechnicalQuality.isFine(coarse.subScores())).isFalse();
    }

    private static TechnicalQuality with(FineStructure fine, TechnicalQuality coarse) {
        Map<String, Double> parts = new HashMap<>(coarse.subScores());
        parts.putAll(fine.subScores());
        return TechnicalQuality.of(parts);
    }
}
