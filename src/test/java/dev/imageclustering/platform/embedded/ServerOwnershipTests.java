package dev.imageclustering.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns the server, and what happens to it when processes are killed. */
class ServerOwnershipTests {

    private static final Path PROGRAMS = Path.of("target/postgresql-programs");

    /** One for all: making a cluster takes seconds, starting it a fraction of one. Each test leaves it stopped. */
    @TempDir
    private static Path folder;

    @Test
    void refusesDirectoryInUseByAnotherProcess() throws Exception {
        Process owner = startInAnotherProcess();
        try {
            assertThatExceptionOfType(DataDirectoryInUse.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(properties()))
                    .withMessageContaining("in use by process " + owner.pid() + ";");
        } finally {
            endCleanly(owner);
        }
    }

    @Test
    void joinsServerOfAnotherProcess() throws Exception {
        Process owner = startInAnotherProcess();
        try (EmbeddedDatabase joined = EmbeddedDatabase.startOrJoin(properties())) {
            assertThat(Sql.single(joined, "select note from notes")).isEqualTo("committed");
            joined.close();
            assertThat(Sql.single(joined, "select note from notes")).isEqualTo("committed");
        } finally {
            endCleanly(owner);
        }
    }

    @Test
    void takesOverFromKilledProcess() throws Exception {
        Process owner = startInAnotherProcess();
        long orphan = serverProcess();
        owner.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan))
                .hasValueSatisfying(server -> assertThat(server.isAlive()).isTrue());

        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(Sql.single(database, "select note from notes")).isEqualTo("committed");
            assertThat(serverProcess()).isNotEqualTo(orphan);
        }
    }

    @Test
    void recoversWhenServerWasKilledToo() throws Exception {
        Process owner = startInAnotherProcess();
        ProcessHandle server = ProcessHandle.of(serverProcess()).orElseThrow();
        owner.destroyForcibly().waitFor();
        server.destroyForcibly();
        server.onExit().get(10, TimeUnit.SECONDS);

        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(Sql.single(database, "select note from notes")).isEqualTo("committed");
        }
    }

    @Test
    void startsAlthoughProcessNumberOfDeadServerIsTakenAgain() throws Exception {
        EmbeddedDatabase.start(properties()).close();
        Path mark = folder.resolve("cluster/postmaster.pid");
        Files.writeString(mark, ProcessHandle.current().pid() + "\n" + folder.resolve("cluster") + "\n1\n1\n\n\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(Sql.single(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsAlthoughPowerFailureLeftProcessFileEmpty() throws Exception {
        EmbeddedDatabase.start(properties()).close();
        Files.writeString(folder.resolve("cluster/postmaster.pid"), "");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(Sql.single(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void leavesNothingRunningAfterClose() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(properties());
        ProcessHandle server = ProcessHandle.of(serverProcess()).orElseThrow();

        database.close();
        database.close();

        assertThat(server.isAlive()).isFalse();
    }

    private static EmbeddedDatabaseProperties properties() {
        return new EmbeddedDatabaseProperties(folder, 0, PROGRAMS);
    }

    private static long serverProcess() throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst());
    }

    private static Process startInAnotherProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseOwner.class.getName(),
                        folder.toString(),
                        PROGRAMS.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().lines().anyMatch(DatabaseOwner.READY::equals))
                .isTrue();
        return process;
    }

    private static void endCleanly(Process owner) throws IOException, InterruptedException {
        owner.getOutputStream().close();
        assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
