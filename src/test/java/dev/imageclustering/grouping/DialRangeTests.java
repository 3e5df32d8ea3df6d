package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.imageclustering.clustering.VerifiedDial;
import dev.imageclustering.clustering.VerifiedGrouping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialRangeTests {

    @ParameterizedTest
    @CsvSource({"0, 0.2", "0.25, 0.3", "0.5, 0.4", "0.75, 0.7", "1, 1"})
    void goesByTheMiddle(double value, double distance) {
        assertThat(new DialRange(0.2, 0.4, 1).distance(value)).isEqualTo(distance, within(1e-12));
    }

    @Test
    void neverGoesBack() {
        double last = -1;
        for (int step = 0; step <= 1_000; step++) {
            double distance = AutoMethod.DIAL.distance(step / 1_000.0);
            assertThat(distance).isGreaterThanOrEqualTo(last).isEqualTo(VerifiedDial.distance(step / 1_000.0));
            last = distance;
        }
    }

    @Test
    void cutsInTheMiddleWhereTheRunDid() {
        double middle = AutoMethod.DIAL.distance(0.5);

        assertThat(middle).isGreaterThanOrEqualTo((float) VerifiedGrouping.CUT);
        assertThat(middle).isLessThan(VerifiedGrouping.distance(VerifiedGrouping.THRESHOLD - 0.01));
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> DialRange.even(0.5, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new DialRange(0.1, 0.5, 0.4));
        assertThatIllegalArgumentException().isThrownBy(() -> DialRange.even(-0.1, 0.5));
    }
}
