package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.imageclustering.batch.MembershipState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredGroupsTests {

    @Test
    void comeBackAsTheyWere() {
        List<MembershipState> groups = List.of(
                new MembershipState(3, "Group 1", 0.1 + 0.2, 1.0, 2, Instant.parse("2026-01-02T03:04:05.678901Z"), "x"),
                new MembershipState(4, "Straße \uD83D\uDE00", null, null, null, null, null),
                new MembershipState(9, null, 0.0, 0.5, null, null, null),
                new MembershipState(2_000_000_000, "Group 1", 1.0, 0.0, 1, Instant.EPOCH, "y"));

        assertThat(StoredGroups.read(StoredGroups.write(groups))).isEqualTo(groups);
    }

    @Test
    void mayBeNone() {
        assertThat(StoredGroups.read(StoredGroups.write(List.of()))).isEmpty();
    }

    @Test
    void takeAboutTwoBytesAnImageWithLabelsAlone() {
        List<MembershipState> groups = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            groups.add(new MembershipState(7 * i, "Group " + i * 31 % 997, null, null, null, null, null));
        }

        assertThat(StoredGroups.write(groups)).hasSizeLessThan(3 * groups.size());
    }

    @Test
    void ofAnotherVersionAreRefused() {
        assertThatIllegalStateException().isThrownBy(() -> StoredGroups.read(new byte[] {9, 1, 2}));
    }
}
