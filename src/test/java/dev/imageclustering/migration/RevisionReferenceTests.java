package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionReferenceTests {

    private static final RevisionChain CHAIN = new RevisionChain(
            List.of(new Revision("abcd00000001", "One", "1.sql"), new Revision("abcd00000002", "Two", "2.sql")));

    @Test
    void refusesDigitsThatTwoRevisionsBeginWith() {
        RevisionReference reference = RevisionReference.parse("abcd");

        assertThatExceptionOfType(MigrationFailed.class)
                .isThrownBy(() -> reference.position(CHAIN, () -> 0))
                .withMessage("abcd is ambiguous: abcd00000001, abcd00000002. Nothing was done.");
    }

    @Test
    void refusesNothingAtAll() {
        assertThatExceptionOfType(MigrationFailed.class).isThrownBy(() -> RevisionReference.parse(""));
    }

    @Test
    void asksWhereTheDatabaseIsOnlyForStepsAlone() {
        RevisionReference.parse("head-1").position(CHAIN, () -> {
            throw new AssertionError("asked");
        });
    }
}
