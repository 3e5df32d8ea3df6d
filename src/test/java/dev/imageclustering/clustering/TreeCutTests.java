package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TreeCutTests {

    @Test
    void refusesADistanceBelowZeroOrNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeCut(-0.1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeCut(Double.NaN, 2));
    }

    @Test
    void refusesGroupsOfOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeCut(0.5, 1));
    }
}
