package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.imageclustering.batch.MembershipState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsTests {

    @Test
    void ofTheSameGroupsAreTheSame() {
        RunDifference difference = compare("AABB-", "AABB-");

        assertThat(difference.adjustedRandIndex()).isEqualTo(1);
        assertThat(difference.pairs()).isEqualTo(new RunDifference.Pairs(0, 0, 2));
        assertThat(difference.groups()).isEqualTo(new RunDifference.Groups(2, 0, 0, 0, 0));
        assertThat(difference.moved()).isEmpty();
    }

    @Test
    void tellWhichGroupsSplitAndMerged() {
        RunDifference difference = compare("AAAABBCC---", "AADDEEEE-FF");

        assertThat(difference.groups()).isEqualTo(new RunDifference.Groups(0, 1, 1, 1, 0));
        assertThat(difference.pairs()).isEqualTo(new RunDifference.Pairs(5, 4, 4));
        assertThat(difference.movedCount()).isEqualTo(8);
    }

    @Test
    void tellWhichGroupsAreNoMore() {
        RunDifference difference = compare("AABB", "--BB");

        assertThat(difference.groups()).isEqualTo(new RunDifference.Groups(1, 0, 0, 0, 1));
        assertThat(difference.moved())
                .containsExactly(
                        new RunDifference.Move(0, "A", "Ungrouped"), new RunDifference.Move(1, "A", "Ungrouped"));
    }

    @Test
    void compareOnlyTheImagesOfBoth() {
        RunDifference difference = Partitions.compare(members("AAA"), members("AA  B"), 10);

        assertThat(difference.images()).isEqualTo(2);
        assertThat(difference.added()).isEqualTo(1);
        assertThat(difference.removed()).isEqualTo(1);
    }

    @Test
    void tellSoManyMovesOnly() {
        RunDifference difference = Partitions.compare(members("AAAA"), members("BBBB"), 3);

        assertThat(difference.moved()).hasSize(3);
        assertThat(difference.movedCount()).isEqualTo(4);
        assertThat(difference.groups().same()).isEqualTo(1);
    }

    @Test
    void mayHaveNothingInCommon() {
        RunDifference difference = Partitions.compare(members(""), members("AA"), 3);

        assertThat(difference.adjustedRandIndex()).isEqualTo(1);
        assertThat(difference.images()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countPairsAsCountingThemOneByOneDoes(long seed) {
        Random random = new Random(seed);
        String earlier = random(random);
        String later = random(random);
        long joined = 0;
        long parted = 0;
        long together = 0;
        for (int i = 0; i < earlier.length(); i++) {
            for (int j = 0; j < i; j++) {
                boolean before = earlier.charAt(i) != '-' && earlier.charAt(i) == earlier.charAt(j);
                boolean after = later.charAt(i) != '-' && later.charAt(i) == later.charAt(j);
                joined += after && !before ? 1 : 0;
                parted += before && !after ? 1 : 0;
                together += before && after ? 1 : 0;
            }
        }

        RunDifference difference = compare(earlier, later);

        assertThat(difference.pairs()).isEqualTo(new RunDifference.Pairs(joined, parted, together));
        double pairs = earlier.length() * (earlier.length() - 1) / 2.0;
        double expected = (together + parted) * (together + joined) / pairs;
        double greatest = (2 * together + parted + joined) / 2.0;
        assertThat(difference.adjustedRandIndex())
                .isCloseTo((together - expected) / (greatest - expected), within(1e-12));
    }

    private static String random(Random random) {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            labels.append("ABCDE-".charAt(random.nextInt(6)));
        }
        return labels.toString();
    }

    private static RunDifference compare(String earlier, String later) {
        return Partitions.compare(members(earlier), members(later), 100);
    }

    /** Image i has the label at i; - is in no group, and there is no image where a space is. */
    private static List<MembershipState> members(String labels) {
        List<MembershipState> members = new ArrayList<>();
        for (int i = 0; i < labels.length(); i++) {
            if (labels.charAt(i) != ' ') {
                String label = labels.charAt(i) == '-' ? "Ungrouped" : labels.substring(i, i + 1);
                members.add(new MembershipState(i, label, null, null, null, null, null));
            }
        }
        return members;
    }
}
