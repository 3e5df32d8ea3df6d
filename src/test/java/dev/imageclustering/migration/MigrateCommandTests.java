package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;

class MigrateCommandTests {

    private final Cli cli = new Cli(nowhere());

    @ParameterizedTest
    @MethodSource("verbs")
    void explainsEveryVerbWithAnExample(String verb) {
        Cli.Result result = cli.run(verb, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("Usage: migrate " + verb).containsPattern("Examples?:\\R  migrate " + verb);
        assertThat(cli.opened()).isZero();
    }

    @Test
    void listsTheVerbsAndTheExitCodes() {
        Cli.Result result = cli.run("--help");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains(verbs())
                .containsSubsequence(
                        "Exit codes:", "0", "1", "2", "255", "SPRING_DATASOURCE_URL", "migrate upgrade head");
    }

    @Test
    void needsAVerb() {
        Cli.Result result = cli.run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("Missing required subcommand\nUsage: migrate ");
    }

    @Test
    void knowsNoOtherVerb() {
        Cli.Result result = cli.run("upgade", "head");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("Unmatched arguments from index 0: 'upgade', 'head'\nUsage: migrate ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "downgrade", "stamp"})
    void needsARevision(String verb) {
        assertThat(cli.run(verb))
                .isEqualTo(new Cli.Result(
                        2, "", "Missing required parameter: 'REVISION'\nSee migrate %s --help\n".formatted(verb)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "history", "heads", "upgrade head", "downgrade base", "stamp head"})
    void tellsInOneLineThatThereIsNoDatabase(String command) {
        Cli.Result result = cli.run(command.split(" "));

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("No connection to the database at the database of the test: Connection to 127.0.0.1:1 ")
                .hasLineCount(1);
    }

    @Test
    void tellsInOneLineWhatTheDatabaseDoesNotAllow() throws SQLException {
        try (MigratedDatabase database = new MigratedDatabase()) {
            database.moveTo(1);
            database.jdbc()
                    .sql("do $$ begin create role onlooker login; exception when duplicate_object then null; end $$")
                    .update();

            assertThat(new Cli(database.scratch().dataSource("onlooker")).run("current"))
                    .isEqualTo(new Cli.Result(
                            Cli.REFUSED,
                            "",
                            "The database refused: ERROR: permission denied for schema image_clustering\n"));
        }
    }

    private static List<String> verbs() {
        Command command = MigrateCommand.class.getAnnotation(Command.class);
        return List.of(command.subcommands()).stream()
                .map(verb -> verb.getAnnotation(Command.class).name())
                .toList();
    }

    private static PGSimpleDataSource nowhere() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");
        return nowhere;
    }
}
