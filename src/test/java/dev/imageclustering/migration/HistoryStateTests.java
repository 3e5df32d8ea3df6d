package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryStateTests {

    private static final RevisionChain CHAIN = new RevisionChain(List.of(
            new Revision("aaaaaaaaaaaa", "First", "1.sql"),
            new Revision("bbbbbbbbbbbb", "Second", "2.sql"),
            new Revision("cccccccccccc", "Third", "3.sql")));

    @Test
    void fitsAtTheHead() {
        HistoryState state = after("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc");

        assertThat(state.fits()).isTrue();
        assertThat(state.problem()).isEmpty();
        assertThat(state.currentId()).isEqualTo("cccccccccccc");
    }

    @Test
    void saysHowFarItIsBehind() {
        assertThat(after("aaaaaaaaaaaa").problem())
                .hasValue("The schema is behind this program: it is at aaaaaaaaaaaa, and 2 revisions are pending, up to"
                        + " cccccccccccc (Third)");
        assertThat(after("aaaaaaaaaaaa", "bbbbbbbbbbbb").problem())
                .get()
                .asString()
                .contains("1 revision is pending");
        assertThat(after().problem()).get().asString().contains("it is at no revision, and 3 revisions");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        HistoryState state = after("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc", "dddddddddddd");

        assertThat(state.isAhead()).isTrue();
        assertThat(state.problem())
                .hasValue("The schema is ahead of this program: it has dddddddddddd (Title), and this program knows no"
                        + " revision after cccccccccccc (Third)");
    }

    @Test
    void findsARevisionThatWasLeftOut() {
        assertThat(after("aaaaaaaaaaaa", "cccccccccccc").disorder())
                .hasValue(
                        "The history is out of order: cccccccccccc (Title) was applied before bbbbbbbbbbbb (Second), which"
                                + " it builds on");
    }

    @Test
    void findsARevisionThatCameTooEarly() {
        assertThat(after("bbbbbbbbbbbb", "aaaaaaaaaaaa", "cccccccccccc").fits()).isFalse();
    }

    @Test
    void appliesNothingToAHistoryOutOfOrder() {
        try (MigratedDatabase database = new MigratedDatabase()) {
            database.moveTo(3);
            database.jdbc()
                    .sql("delete from databasechangelog where orderexecuted = 2")
                    .update();

            assertThatExceptionOfType(MigrationFailed.class)
                    .isThrownBy(database::moveToHead)
                    .withMessage(
                            "The history is out of order: c69c13026fe2 (Add missing columns to images table) was applied"
                                    + " before ba650b8c5046 (Create association table and migrate), which it builds on; nothing"
                                    + " was changed");
            assertThat(database.applied()).hasSize(2);
        }
    }

    @Test
    void appliesNothingToASchemaThatIsAhead() {
        try (MigratedDatabase database = new MigratedDatabase()) {
            database.moveTo(3);
            database.jdbc()
                    .sql("update databasechangelog set id = 'dddddddddddd' where orderexecuted = 3")
                    .update();

            assertThatExceptionOfType(MigrationFailed.class)
                    .isThrownBy(database::moveToHead)
                    .withMessageStartingWith("The schema is ahead of this program: it has dddddddddddd")
                    .withMessageEndingWith("; nothing was changed");
            assertThat(database.applied()).hasSize(3);
        }
    }

    private static HistoryState after(String... ids) {
        return new HistoryState(
                CHAIN,
                Arrays.stream(ids)
                        .map(id -> new AppliedRevision(id, "Title", LocalDateTime.of(2026, 1, 1, 0, 0), null))
                        .toList());
    }
}
