package dev.imageclustering.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupLabelsTests {

    @Test
    void readsTheNumberThatItWrote() {
        assertThat(GroupLabels.numbered(12)).isEqualTo("Group 12");
        assertThat(GroupLabels.number("Group 12")).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ungrouped",
                "Group",
                "Group 0",
                "Group 01",
                "Group -1",
                "Group 1a",
                "Group 9999999999",
                "group 1"
            })
    void findsNoNumberInOtherLabels(String label) {
        assertThat(GroupLabels.number(label)).isZero();
    }
}
