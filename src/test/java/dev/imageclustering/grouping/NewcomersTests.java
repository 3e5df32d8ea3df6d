package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.JoinedGroups;
import dev.imageclustering.clustering.Proposals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewcomersTests {

    private static final FeatureMatrix MATRIX = new FeatureMatrix(new int[] {1, 2, 3, 4}, new float[4], 1);

    @Test
    void tellsNewcomersFromWhatIsInNoGroup() {
        Newcomers newcomers = among(Map.of(1, "Walk", 2, "Ungrouped", 3, "Bridge"));

        assertThat(newcomers.labels()).containsExactly(1, FlatClustering.NOISE, 0, JoinedGroups.FRESH);
        assertThat(newcomers.isFresh(3)).isTrue();
        assertThat(newcomers.isFresh(1)).isFalse();
        assertThat(newcomers.name(1)).isEqualTo("Walk");
    }

    @Test
    void givesNewGroupsTheLowestNumbersThatNoneHas() {
        Newcomers newcomers = among(Map.of(1, "Group 2", 2, "Bridge", 3, "Group 999999999"));

        assertThat(newcomers.name(3)).isEqualTo("Group 1");
        assertThat(newcomers.name(4)).isEqualTo("Group 3");
    }

    @Test
    void neverGivesANewGroupTheNameOfOneThatCannotBeCompared() {
        Newcomers newcomers = among(Map.of(1, "Bridge", 2, "Bridge", 3, "Ungrouped", 9, "Group 1"));

        assertThat(newcomers.labels()).containsExactly(0, 0, FlatClustering.NOISE, JoinedGroups.FRESH);
        assertThat(newcomers.name(1)).isEqualTo("Group 2");
    }

    private static Newcomers among(Map<Integer, String> labels) {
        return Newcomers.among(
                new FeatureMatrices.Loaded(MATRIX, "model/1", Proposals.NONE, "model/1"), labels, List.of());
    }
}
