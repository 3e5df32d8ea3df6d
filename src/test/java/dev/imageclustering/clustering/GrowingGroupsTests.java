package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingGroupsTests {

    private static final int NOISE = FlatClustering.NOISE;
    private static final int FRESH = JoinedGroups.FRESH;

    @Test
    void leavesANewPointWithTheUngroupedOneThatItBelongsTo() {
        GrowingGroups groups = new GrowingGroups(new int[] {0, 0, NOISE, FRESH}, List.of(together(2, 3)));

        assertThat(groups.mayJoin(3, 0)).isFalse();
        assertThat(groups.groups().labels()).containsExactly(0, 0, NOISE, NOISE);
    }

    @Test
    void bringsWhatBelongsTogetherAsFirmlyAsTheFirmest() {
        GrowingGroups groups = new GrowingGroups(new int[] {0, 0, FRESH, FRESH}, List.of(together(2, 3)));

        groups.join(2, 0, 0.25);

        assertThat(groups.groups().labels()).containsExactly(0, 0, 0, 0);
        assertThat(groups.groups().probabilities()).containsExactly(0, 0, 0.25, 0.25);
    }

    @Test
    void isCertainOfWhatPeopleAlonePutTogether() {
        GrowingGroups groups = new GrowingGroups(new int[] {0, 0, FRESH, FRESH, FRESH}, List.of(together(2, 3)));

        assertThat(groups.groups().labels()).containsExactly(0, 0, 1, 1, NOISE);
        assertThat(groups.groups().probabilities()).containsExactly(0, 0, 1, 1, 0);
    }

    @Test
    void isCertainOfWhatPeoplePutIntoAGroup() {
        GrowingGroups groups =
                new GrowingGroups(new int[] {0, 0, FRESH, FRESH}, List.of(together(2, 3), together(1, 2)));

        assertThat(groups.groups().labels()).containsExactly(0, 0, 0, 0);
        assertThat(groups.groups().probabilities()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void makesNoNewGroupThatIsTooSmall() {
        GrowingGroups groups = new GrowingGroups(new int[] {0, 0, FRESH, FRESH, FRESH}, List.of());
        groups.join(2, 3, 0.75);

        assertThat(groups.groups(3).labels()).containsExactly(0, 0, NOISE, NOISE, NOISE);
        assertThat(groups.groups(3).probabilities()).containsOnly(0);
        assertThat(groups.groups(2).labels()).containsExactly(0, 0, 1, 1, NOISE);
    }

    @Test
    void keepsWhatPeopleHoldTogetherWithoutTheOthersWhereTheGroupIsTooSmall() {
        GrowingGroups groups =
                new GrowingGroups(new int[] {0, 0, FRESH, FRESH, FRESH, FRESH}, List.of(together(2, 3), apart(4, 0)));
        groups.join(3, 4, 0.75);
        groups.join(5, 0, 0.5);

        assertThat(groups.groups(4).labels()).containsExactly(0, 0, 1, 1, NOISE, 0);
        assertThat(groups.groups(4).probabilities()).containsExactly(0, 0, 1, 1, 0, 0.5);
        assertThat(groups.groups(3).labels()).containsExactly(0, 0, 1, 1, 1, 0);
    }

    @Test
    void makesNoGroupOfOneThatIsHeldApartFromWhereItsPartnersAre() {
        GrowingGroups groups =
                new GrowingGroups(new int[] {0, 0, FRESH}, List.of(together(0, 2), apart(1, 0), apart(1, 2)));

        assertThat(groups.groups(2).labels()).containsExactly(0, 0, NOISE);
    }

    private static DecidedPair apart(int a, int b) {
        return new DecidedPair(a, b, false);
    }

    private static DecidedPair together(int a, int b) {
        return new DecidedPair(a, b, true);
    }
}
