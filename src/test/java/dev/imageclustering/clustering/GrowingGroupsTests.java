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

    private static DecidedPair together(int a, int b) {
        return new DecidedPair(a, b, true);
    }
}
