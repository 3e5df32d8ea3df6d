package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.util.PSQLException;

/** The scripts of upgrade and downgrade, applied one statement after the other as psql does. */
class RevisionScriptTests {

    private static final List<String> IDS = RevisionFiles.ids();

    private final MigratedDatabase database = new MigratedDatabase();
    private final MigratedDatabase other = new MigratedDatabase();
    private final Cli cli = new Cli(database.scratch().dataSource());

    @AfterEach
    void drop() {
        database.close();
        other.close();
    }

    @Test
    void buildsTheWholeSchemaOffline() throws SQLException {
        String script = offline("upgrade", "base:head", "--sql");

        apply(script);

        other.moveToHead();
        assertThat(database.schema()).isEqualTo(other.schema());
        assertThat(database.applied()).isEqualTo(IDS);
        assertThat(cli.run("upgrade", "head").out()).startsWith("Nothing to do");
        assertThat(cli.run("stamp", "head").code()).isZero();
    }

    @Test
    void leavesNothingForAMigrationToComplainOf() throws SQLException {
        apply(offline("upgrade", "head", "--sql", "--offline"));

        database.moveToHead();

        assertThat(database.applied()).isEqualTo(IDS);
        assertThat(cli.run("downgrade", "base", "--yes").code()).isZero();
        assertThat(database.schema()).isEmpty();
    }

    @Test
    void writesTheHistoryThatAMigrationWrites() throws SQLException {
        apply(offline("upgrade", "base:head", "--sql"));
        other.moveToHead();

        assertThat(history(database)).isEqualTo(history(other));
        assertThat(columnsOfTheHistory(database)).isEqualTo(columnsOfTheHistory(other));
    }

    @Test
    void goesOnFromWhereTheDatabaseIs() throws SQLException {
        database.moveTo(3);
        database.rows().insert();

        Cli.Result script = cli.run("upgrade", "+2", "--sql");

        assertThat(database.applied()).hasSize(3);
        assertThat(script.out())
                .startsWith("-- upgrade of the schema image_clustering from c69c13026fe2 to f20a4b6a74f4\n");
        apply(script.out());
        assertThat(database.applied()).isEqualTo(IDS.subList(0, 5));
        database.moveToHead();
    }

    @Test
    void takesRowsAlong() throws SQLException {
        database.moveTo(1);
        database.rows().insert();

        apply(cli.run("upgrade", "head", "--sql").out());

        assertThat(database.jdbc()
                        .sql("select count(*) from image_batch_association")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"base", "-1", "bd1f", "ba65"})
    void goesBackByAScript(String target) throws SQLException {
        database.moveToHead();
        database.rows().insert();
        other.moveToHead();
        other.rows().insert();

        Cli.Result script = cli.run("downgrade", target, "--sql");
        apply(script.out());

        new Cli(other.scratch().dataSource()).run("downgrade", target, "--yes");
        assertThat(database.schema()).isEqualTo(other.schema());
        assertThat(database.applied()).isEqualTo(other.applied());
        assertThat(database.rows().all()).hasSameSizeAs(other.rows().all());
        database.moveToHead();
    }

    @Test
    void saysWhatIsLostByTheScript() {
        database.moveTo(4);
        database.rows().insert();

        assertThat(cli.run("downgrade", "-1", "--sql").out())
                .startsWith(
                        "-- c910e59362f6, Add missing columns to images table: 3 rows of images lose features\n-- ");
    }

    @Test
    void goesBackByAScriptMadeOffline() throws SQLException {
        database.moveTo(4);

        apply(offline("downgrade", "c910:ba65", "--sql"));

        assertThat(database.applied()).isEqualTo(IDS.subList(0, 2));
    }

    @Test
    void hasEachRevisionAndItsRowInOneTransaction() {
        String script = offline("upgrade", "ba65:c69c", "--sql");

        assertThat(script)
                .containsSubsequence(
                        "BEGIN;",
                        "add column file_size bigint",
                        "INSERT INTO image_clustering.databasechangelog",
                        "'c69c13026fe2'",
                        "COMMIT;");
        assertThat(script.lines().filter(line -> line.equals("BEGIN;"))).hasSize(1);
    }

    @Test
    void buildsIndexesOutsideATransaction() {
        assertThat(offline("upgrade", "5e09:bd1f", "--sql"))
                .containsSubsequence("create index concurrently", "BEGIN;", "INSERT INTO", "COMMIT;");
    }

    @Test
    void changesNothingInADatabaseThatIsElsewhere() throws SQLException {
        database.moveTo(3);
        List<String> schema = database.schema();
        String script = offline("upgrade", "c910:487c", "--sql");

        applyWithoutStopping(script);

        assertThat(database.schema()).isEqualTo(schema);
        assertThat(database.applied()).hasSize(3);
    }

    @Test
    void changesNothingWhenItIsAppliedTwice() throws SQLException {
        String script = offline("upgrade", "base:head", "--sql");
        apply(script);
        List<String> schema = database.schema();

        applyWithoutStopping(script);

        assertThat(database.schema()).isEqualTo(schema);
        assertThat(database.applied()).isEqualTo(IDS);
    }

    @Test
    void stopsAtAnotherMigration() throws SQLException {
        try (MigrationSession holder = MigrationSession.open(database.scratch().dataSource(), Duration.ZERO)) {
            assertThatExceptionOfType(PSQLException.class)
                    .isThrownBy(() -> apply(offline("upgrade", "base:head", "--sql")))
                    .withMessageContaining("another process migrates this database");
            assertThat(holder.connection().isValid(1)).isTrue();
        }
        assertThat(database.applied()).isEmpty();
    }

    @Test
    void saysThatThereIsNothingToDo() {
        assertThat(offline("upgrade", "head:head", "--sql"))
                .isEqualTo("-- Nothing to do: at " + RevisionFiles.head() + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upgrade   | head:base | base lies behind HEAD: to go back is 'migrate downgrade'. Nothing was done.
            downgrade | base:head | HEAD lies ahead of base: to go forward is 'migrate upgrade'. Nothing was done.
            upgrade   | +1:head   | +1:head says no revision to start from. Nothing was done.
            upgrade   | base:abcd | There is no revision abcd. Nothing was done.
            """)
    void refusesInOneLine(String verb, String span, String reason) {
        assertThat(cli.run(verb, span, "--sql"))
                .isEqualTo(new Cli.Result(Cli.REFUSED, "", reason.replace("HEAD", RevisionFiles.head()) + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upgrade | base:head |           | FROM:TO needs --sql
            upgrade | head      | --offline | --offline needs --sql
            """)
    void takesSpansForScriptsOnly(String verb, String revision, String option, String reason) {
        Cli.Result result = option == null ? cli.run(verb, revision) : cli.run(verb, revision, option);

        assertThat(result).isEqualTo(new Cli.Result(2, "", reason + "\nSee migrate upgrade --help\n"));
    }

    @ParameterizedTest
    @CsvSource({"base,--offline", ":base,--sql"})
    void doesNotGuessWhereAWayBackStarts(String revision, String option) {
        assertThat(cli.run("downgrade", revision, "--sql", option.replace("--sql", "--yes")))
                .isEqualTo(new Cli.Result(
                        2, "", "Say where the script starts, as FROM:TO\nSee migrate downgrade --help\n"));
    }

    private String offline(String... args) {
        int before = cli.opened();
        Cli.Result result = cli.run(args);
        assertThat(cli.opened()).isEqualTo(before);
        assertThat(result.code()).isZero();
        return result.out();
    }

    private void apply(String script) throws SQLException {
        try (Connection connection = database.scratch().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements(script)) {
                statement.execute(sql);
            }
        }
    }

    /** As psql does when nobody told it to stop at an error. */
    private void applyWithoutStopping(String script) throws SQLException {
        List<SQLException> failures = new ArrayList<>();
        try (Connection connection = database.scratch().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements(script)) {
                try {
                    statement.execute(sql);
                } catch (SQLException failure) {
                    failures.add(failure);
                }
            }
        }
        assertThat(failures).isNotEmpty();
    }

    private static List<String> statements(String script) throws SQLException {
        return Parser.parseJdbcSql(script, true, false, true, false, false).stream()
                .map(query -> ((NativeQuery) query).nativeSql)
                .toList();
    }

    private static List<String> history(MigratedDatabase database) {
        return database.jdbc()
                .sql("select concat_ws(' | ', orderexecuted, id, author, filename, exectype, md5sum, description,"
                        + " comments, liquibase) from databasechangelog order by orderexecuted")
                .query(String.class)
                .list();
    }

    private static List<String> columnsOfTheHistory(MigratedDatabase database) {
        return database.jdbc()
                .sql("select attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull from pg_attribute"
                        + " where attrelid = 'image_clustering.databasechangelog'::regclass and attnum > 0"
                        + " order by attnum")
                .query(String.class)
                .list();
    }
}
