package dev.imageclustering.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupingScoreTests {

    private static final Offset<Double> EXACT = within(1e-12);

    private static final LabelledPhotos PHOTOS = new LabelledPhotos(
            Collections.nCopies(7, Path.of("x")),
            List.of("a", "a", "a", "b", "b", "single", "alone"),
            List.of("A", "A", "A", "B", "B", "", ""));

    @Test
    void isPerfectForTheKnownGroups() {
        GroupingScore score = GroupingScore.of(new int[] {1, 1, 1, 0, 0, -1, -1}, PHOTOS);

        assertThat(score.all().f1()).isEqualTo(1);
        assertThat(score.grouped().f1()).isEqualTo(1);
        assertThat(score.pairs().f1()).isEqualTo(1);
        assertThat(score.groupsExact()).isCloseTo(1, EXACT);
        assertThat(score.singlesGrouped()).isZero();
        assertThat(score.largestWrong()).isZero();
    }

    @Test
    void countsWhatIsLeftApart() {
        GroupingScore score = GroupingScore.of(new int[] {0, 0, -1, -1, -1, -1, -1}, PHOTOS);

        assertThat(score.all().precision()).isEqualTo(1);
        assertThat(score.all().recall()).isCloseTo((2 / 3.0 * 2 + 1 / 3.0 + 0.5 * 2 + 2) / 7, EXACT);
        assertThat(score.pairs().precision()).isEqualTo(1);
        assertThat(score.pairs().recall()).isCloseTo(0.25, EXACT);
        assertThat(score.groupsExact()).isZero();
        assertThat(score.tiers().get("A").recall()).isCloseTo(5 / 9.0, EXACT);
        assertThat(score.tiers().get("B").recall()).isCloseTo(0.5, EXACT);
    }

    @Test
    void countsWhatIsWronglyTogether() {
        GroupingScore score = GroupingScore.of(new int[] {0, 0, 0, 1, 1, 1, -1}, PHOTOS);

        assertThat(score.all().recall()).isEqualTo(1);
        assertThat(score.all().precision()).isCloseTo((3 + 2 / 3.0 * 2 + 1 / 3.0 + 1) / 7, EXACT);
        assertThat(score.pairs().precision()).isCloseTo(4 / 6.0, EXACT);
        assertThat(score.groupsExact()).isCloseTo(0.5, EXACT);
        assertThat(score.singlesGrouped()).isEqualTo(0.5);
        assertThat(score.largestWrong()).isEqualTo(3);
    }

    @Test
    void isWithoutFaultWhereThereIsNothing() {
        GroupingScore score = GroupingScore.of(new int[0], new LabelledPhotos(List.of(), List.of(), List.of()));

        assertThat(score.all().f1()).isEqualTo(1);
        assertThat(score.pairs().f1()).isEqualTo(1);
        assertThat(score.groupsExact()).isEqualTo(1);
        assertThat(score.singlesGrouped()).isZero();
    }
}
