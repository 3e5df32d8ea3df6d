package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeVerbTests {

    private static final List<String> IDS = RevisionFiles.ids();

    private final MigratedDatabase database = new MigratedDatabase();
    private final Cli cli = new Cli(database.scratch().dataSource());

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void bringsAnEmptyDatabaseToTheHead() {
        assertThat(cli.run("upgrade", "head"))
                .isEqualTo(new Cli.Result(
                        0,
                        "Applied %d revisions: the database is at %s.%n".formatted(IDS.size(), RevisionFiles.head()),
                        ""));
        assertThat(database.applied()).isEqualTo(IDS);
    }

    @ParameterizedTest
    @CsvSource({"+1, 3", "+2, 4", "c910, 4", "c910e59362f6, 4", "C910E5, 4", "c910+1, 5", "c910-1, 3", "base+3, 3"})
    void goesForwardToARevision(String target, int position) {
        database.moveTo(2);

        Cli.Result result = cli.run("upgrade", target);

        assertThat(result.code()).isZero();
        assertThat(result.out()).endsWith("the database is at %s.%n".formatted(IDS.get(position - 1)));
        assertThat(database.applied()).isEqualTo(IDS.subList(0, position));
    }

    @Test
    void hasNothingToDoWhereItIs() {
        database.moveToHead();

        assertThat(cli.run("upgrade", "head"))
                .isEqualTo(new Cli.Result(
                        0, "Nothing to do: the database is at %s.%n".formatted(RevisionFiles.head()), ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abcdef    | There is no revision abcdef. Nothing was done.
            c6        | c6 is too short: at least 4 digits of a revision are needed. Nothing was done.
            tail      | tail is no revision: head, base, an id or at least 4 digits of one, with +N or -N behind it or alone. Nothing was done.
            +99       | +99 leads beyond the head, HEAD. Nothing was done.
            head+1    | head+1 leads beyond the head, HEAD. Nothing was done.
            -1        | bb0ac39a2a27 lies behind ba650b8c5046: to go back is 'migrate downgrade'. Nothing was done.
            base      | base lies behind ba650b8c5046: to go back is 'migrate downgrade'. Nothing was done.
            """)
    void refusesInOneLine(String target, String reason) {
        database.moveTo(2);

        assertThat(cli.run("upgrade", target))
                .isEqualTo(new Cli.Result(Cli.REFUSED, "", reason.replace("HEAD", IDS.getLast()) + "\n"));
        assertThat(database.applied()).hasSize(2);
    }

    @Test
    void makesNoSchemaForARevisionThatIsNotThere() {
        cli.run("upgrade", "abcdef");

        assertThat(database.jdbc()
                        .sql("select to_regnamespace('image_clustering') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade head", "downgrade -1 --yes", "stamp base --force", "adopt"})
    void waitsForAnotherMigrationAsLongAsTheSettingsSay(String verb) throws Exception {
        database.moveTo(1);
        try (MigrationSession _ = MigrationSession.open(database.scratch().dataSource(), Duration.ZERO)) {
            Cli.Result result = cli.waiting(Duration.ZERO).run(verb.split(" "));

            assertThat(result.code()).isEqualTo(Cli.REFUSED);
            assertThat(result.err()).startsWith("Waited 0 s for the migration lock");
        }
    }

    @Test
    void waitsForAnotherMigrationAsLongAsTheOptionSays() throws Exception {
        database.moveTo(1);
        try (MigrationSession _ = MigrationSession.open(database.scratch().dataSource(), Duration.ZERO)) {
            Cli.Result result = cli.waiting(Duration.ofMinutes(10)).run("upgrade", "head", "--lock-wait", "0");

            assertThat(result.err()).startsWith("Waited 0 s for the migration lock");
        }
    }

    /** The server takes a while to notice that a connection was closed. */
    @Test
    void givesTheLockBackAtOnce() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (MigrationSession session =
                    MigrationSession.open(database.scratch().dataSource(), Duration.ZERO)) {
                session.connection().setAutoCommit(i % 2 == 0);
                assertThat(session.connection().isValid(1)).isTrue();
            }
        }
    }

    @Test
    void refusesADatabaseThatIsAhead() {
        database.moveTo(2);
        database.jdbc()
                .sql("update databasechangelog set id = 'ffffffffffff' where orderexecuted = 2")
                .update();

        Cli.Result result = cli.run("upgrade", "head");

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.err())
                .startsWith("The schema is ahead of this program: it has ffffffffffff")
                .endsWith(". Nothing was done; see 'migrate history'.%n".formatted());
    }

    @Test
    void refusesAHistoryWithAGap() {
        database.moveTo(3);
        database.jdbc()
                .sql("delete from databasechangelog where id = 'ba650b8c5046'")
                .update();

        Cli.Result result = cli.run("upgrade", "head");

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.err())
                .startsWith("The history is out of order: c69c13026fe2")
                .endsWith(", which it builds on. Nothing was done; see 'migrate history'.%n".formatted());
    }

    @Test
    void tellsInOneLineWhichRevisionFailed() {
        database.moveTo(2);
        database.jdbc().sql("alter table images add column file_size text").update();

        assertThat(cli.run("upgrade", "head"))
                .isEqualTo(new Cli.Result(
                        Cli.REFUSED,
                        "",
                        "Revision c69c13026fe2 (Add missing columns to images table) failed and nothing of it was kept:"
                                + " ERROR: column \"file_size\" of relation \"images\" already exists%n".formatted()));
        assertThat(database.jdbc()
                        .sql("select locked from databasechangeloglock")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void givesUpWhenAnotherProcessKeepsTheLock() throws Exception {
        try (MigrationSession holder = MigrationSession.open(database.scratch().dataSource(), Duration.ZERO)) {
            Cli.Result result = cli.run("upgrade", "head", "--lock-wait", "0");

            assertThat(result.code()).isEqualTo(Cli.REFUSED);
            assertThat(result.err())
                    .startsWith("Waited 0 s for the migration lock of the database, held by image-clustering migration")
                    .hasLineCount(1);
            assertThat(holder.connection().isValid(1)).isTrue();
        }
    }
}
