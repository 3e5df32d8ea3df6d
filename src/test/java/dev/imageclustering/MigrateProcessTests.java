package dev.imageclustering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.migration.RevisionFiles;
import dev.imageclustering.platform.embedded.EmbeddedDatabase;
import dev.imageclustering.platform.embedded.EmbeddedDatabaseProperties;
import dev.imageclustering.support.FreshDatabase;
import dev.imageclustering.support.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code migrate} as an operator runs it: in a process of its own, on the server's settings. */
@Timeout(120)
class MigrateProcessTests {

    private static final String HEAD = RevisionFiles.head();
    private static final int REVISIONS = RevisionFiles.ids().size();

    @TempDir
    private Path folder;

    private record Result(int code, String out, String err) {}

    @Test
    void saysNothingOfAnEmptyDatabase() throws Exception {
        try (FreshDatabase database = TestDatabase.createDatabase()) {
            assertThat(run(variables(database), "current")).isEqualTo(new Result(0, "", ""));
        }
    }

    @Test
    void migratesTheDatabaseOfTheServersVariables() throws Exception {
        try (FreshDatabase database = TestDatabase.createDatabase()) {
            Result result = run(variables(database), "upgrade", "head");

            assertThat(result.code()).isZero();
            assertThat(result.out())
                    .isEqualTo("Applied %d revisions: the database is at %s.\n".formatted(REVISIONS, HEAD));
            assertThat(result.err().lines())
                    .hasSize(REVISIONS + 1)
                    .first()
                    .isEqualTo("Created the schema image_clustering");
            assertThat(result.err()).containsPattern("Applied revision f20a4b6a74f4 \\(Add image hash\\) in \\d+ ms\n");
            assertThat(run(variables(database), "current")).isEqualTo(new Result(0, HEAD + "\n", ""));
        }
    }

    @Test
    void takesSettingsAsArgumentsAndFromAFile() throws Exception {
        try (FreshDatabase database = TestDatabase.createDatabase()) {
            Files.writeString(
                    folder.resolve("application.yaml"),
                    "spring.datasource: {url: '%s', username: nobody}".formatted(database.url()));

            Result result = run(
                    Map.of(),
                    "heads",
                    "--spring.datasource.username=" + database.user(),
                    "--spring.datasource.password=" + database.password());

            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .startsWith(HEAD + ", "
                            + RevisionFiles.title(RevisionFiles.ids().getLast()) + "\nPending");
        }
    }

    /** Or the command, which does not read it, would look for the database elsewhere than the server. */
    @Test
    void findsNoDatabaseInTheSettingsOfTheJar() throws IOException {
        try (InputStream settings = getClass().getResourceAsStream("/application.yaml")) {
            assertThat(new String(settings.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("url:", "username:", "password:", "embedded-database:");
        }
    }

    @Test
    void usesTheEmbeddedDatabaseThatARunningServerHas() throws Exception {
        Path data = folder.resolve("postgres");
        try (EmbeddedDatabase server = EmbeddedDatabase.start(EmbeddedDatabaseProperties.in(data))) {
            Result result = run(Map.of("IMAGECLUSTERING_EMBEDDEDDATABASE_DIRECTORY", data.toString()), "current", "-v");

            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .startsWith("Database: %s (embedded, data in %s)\n".formatted(server.jdbcUrl(), data));
        }
    }

    @Test
    void tellsInOneLineThatTheDatabaseIsNotThere() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:1/nothing?password=secret";

        Result result = run(Map.of("SPRING_DATASOURCE_URL", url), "upgrade", "head");

        assertThat(result.code()).isEqualTo(255);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("No connection to the database at jdbc:postgresql://127.0.0.1:1/nothing: Connection to"
                        + " 127.0.0.1:1 refused.")
                .hasLineCount(1);
    }

    @Test
    void tellsInOneLineThatTheUrlIsNone() throws Exception {
        assertThat(run(Map.of("SPRING_DATASOURCE_URL", "mysql://db/photos"), "current"))
                .isEqualTo(new Result(
                        255,
                        "",
                        "mysql://db/photos is no database: the URL has to be jdbc:postgresql://HOST:PORT/NAME\n"));
    }

    @Test
    void asksNobodyWhereThereIsNoTerminal() throws Exception {
        try (FreshDatabase database = TestDatabase.createDatabase()) {
            run(variables(database), "upgrade", "+2");

            Result result = run(variables(database), "downgrade", "-1");

            assertThat(result.code()).isEqualTo(255);
            assertThat(result.err())
                    .isEqualTo("There is no terminal to ask on: --yes goes on without asking. Nothing was done.\n");
            assertThat(run(variables(database), "current").out()).isEqualTo("ba650b8c5046\n");
        }
    }

    private Result run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ImageClusteringApplication.class.getName(),
                "migrate"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("SPRING_") || name.startsWith("IMAGECLUSTERING_"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Map<String, String> variables(FreshDatabase database) {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                database.url(),
                "SPRING_DATASOURCE_USERNAME",
                database.user(),
                "SPRING_DATASOURCE_PASSWORD",
                database.password());
    }
}
