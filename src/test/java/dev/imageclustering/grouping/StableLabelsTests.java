package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StableLabelsTests {

    @Test
    void numbersNewGroupsByTheirOrder() {
        assertThat(StableLabels.number(List.of(List.of(1, 2, 3), List.of(4, 5)), Map.of()))
                .containsExactly(1, 2);
    }

    @Test
    void keepsTheNumberOfTheOldGroupThatSharesMostImages() {
        Map<Integer, String> old = Map.of(1, "Group 2", 2, "Group 2", 3, "Group 1", 4, "Group 1", 5, "Group 1");

        assertThat(StableLabels.number(List.of(List.of(1, 2, 3, 9), List.of(4, 5)), old))
                .containsExactly(2, 1);
    }

    @Test
    void givesANumberToOneGroupOnly() {
        Map<Integer, String> old = Map.of(1, "Group 1", 2, "Group 1", 3, "Group 1");

        assertThat(StableLabels.number(List.of(List.of(2, 3), List.of(1, 9)), old))
                .containsExactly(1, 2);
    }

    @Test
    void numbersWithoutGapsWhenThereAreFewerGroupsThanBefore() {
        Map<Integer, String> old = Map.of(1, "Group 7", 2, "Group 7");

        assertThat(StableLabels.number(List.of(List.of(1, 2)), old)).containsExactly(1);
    }

    @Test
    void takesNoNumberFromALabelThatAPersonGave() {
        Map<Integer, String> old = Map.of(1, "Beach", 2, "Ungrouped");

        assertThat(StableLabels.number(List.of(List.of(1, 2)), old)).containsExactly(1);
    }
}
