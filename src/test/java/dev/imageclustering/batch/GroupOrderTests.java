package dev.imageclustering.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupOrderTests {

    @Test
    void putsUngroupedBehindEveryGroupAndNoLabelLast() {
        List<String> labels = Arrays.asList(null, "Ungrouped", "Zoo", "Group 10", "Group 2", "Group 1");

        assertThat(labels.stream().sorted(GroupOrder.OF_LABELS))
                .containsExactly("Group 1", "Group 2", "Group 10", "Zoo", "Ungrouped", null);
    }

    @ParameterizedTest
    @CsvSource({
        "Group 2, Group 10",
        "Group 9, Group 10 b",
        "Group 99999999999999999998, Group 99999999999999999999",
        "2, a",
        "a, a1",
        "a01, a1",
    })
    void comparesNumbersWithinLabelsByTheirValue(String first, String second) {
        assertThat(GroupOrder.OF_LABELS.compare(first, second)).isNegative();
        assertThat(GroupOrder.OF_LABELS.compare(second, first)).isPositive();
        assertThat(GroupOrder.OF_LABELS.compare(first, first)).isZero();
    }

    @Test
    void ordersTheSameLabelsTheSameWayWhateverOrderTheyComeIn() {
        List<String> labels =
                List.of("2", "2w", "02", "02x", "2x", "002", "Group 2", "Group 02a", "Group 2 b", "a2", "a");
        List<String> expected = labels.stream().sorted(GroupOrder.OF_LABELS).toList();

        for (String one : labels) {
            for (String other : labels) {
                assertThat(Integer.signum(GroupOrder.OF_LABELS.compare(one, other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(Integer.compare(expected.indexOf(one), expected.indexOf(other)));
            }
        }
    }
}
