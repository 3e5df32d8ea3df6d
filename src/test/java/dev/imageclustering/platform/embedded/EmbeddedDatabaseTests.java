package dev.imageclustering.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTests {

    private static final Path PROGRAMS = Path.of("target/postgresql-programs");

    /** One for all: making a cluster takes seconds, starting it a fraction of one. Each test leaves it stopped. */
    @TempDir
    private static Path folder;

    @Test
    void keepsRowsAcrossRestart() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            Sql.execute(
                    database,
                    "create table if not exists notes (note text)",
                    "delete from notes",
                    "insert into notes values ('kept')");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(Sql.single(database, "select note from notes")).isEqualTo("kept");
        }
    }

    @Test
    void keepsItsPortAcrossRestart() {
        String url;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            url = database.jdbcUrl();
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(database.jdbcUrl()).isEqualTo(url);
        }
    }

    @Test
    void takesAnotherPortWhereItsOwnIsTaken() throws IOException {
        DataDirectory data = new DataDirectory(folder);
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            data.rememberPort(other.getLocalPort());
            try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
                assertThat(database.jdbcUrl()).doesNotContain(":" + other.getLocalPort() + "/");
            }
        }
    }

    @Test
    void refusesConfiguredPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatExceptionOfType(EmbeddedDatabaseFailure.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(new EmbeddedDatabaseProperties(folder, port, PROGRAMS)))
                    .withMessageStartingWith("Port " + port + " for the embedded PostgreSQL is already in use; stop ");
        }
    }

    @Test
    void isDurable() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(List.of(
                            Sql.single(database, "show fsync"),
                            Sql.single(database, "show synchronous_commit"),
                            Sql.single(database, "show full_page_writes")))
                    .containsOnly("on");
        }
    }

    @Test
    void refusesToRunWithoutDurability(@TempDir Path careless) throws SQLException {
        var properties = new EmbeddedDatabaseProperties(careless, 0, PROGRAMS);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties)) {
            Sql.execute(database, "alter database image_clustering set synchronous_commit to off");
        }
        assertThatExceptionOfType(EmbeddedDatabaseFailure.class)
                .isThrownBy(() -> EmbeddedDatabase.start(properties))
                .withMessageContaining("synchronous_commit=off");
    }

    @Test
    void listensOnLoopbackOnly() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(Sql.single(database, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void asksForThePassword() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "guess"))
                    .withMessageContaining("password authentication failed");
        }
    }

    @Test
    void hidesThePasswordFromOtherUsers() throws IOException {
        EmbeddedDatabase.start(properties()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void givesTheServiceNoAdministrator() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            assertThat(Sql.single(database, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void letsTheServiceMakeSchemas() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            Sql.execute(database, "create schema s", "create table s.t (i int)");

            assertThat(Sql.single(database, "select count(*) from s.t")).isEqualTo("0");
        }
    }

    @Test
    void worksUnderPathWithSpacesAndQuotes(@TempDir Path parent) throws SQLException {
        Path odd = parent.resolve("my photos $HOME 'n \"quotes\" ünï");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(
                new EmbeddedDatabaseProperties(odd, 0, parent.resolve("it's a programs'  folder ü")))) {
            assertThat(Sql.single(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesToUnpackWhereShellWouldNotFindPrograms(@TempDir Path parent) {
        assertThatExceptionOfType(EmbeddedDatabaseFailure.class)
                .isThrownBy(() -> EmbeddedDatabase.start(EmbeddedDatabaseProperties.in(parent.resolve("$HOME"))))
                .withMessageContaining("set IMAGE_CLUSTERING_EMBEDDED_DATABASE_PROGRAMS to another folder");
    }

    @Test
    void refusesDirectoryInUseByThisProcess() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties())) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatExceptionOfType(DataDirectoryInUse.class)
                        .isThrownBy(() -> EmbeddedDatabase.start(properties()))
                        .withMessageStartingWith("The data directory %s is in use by process %d; stop it, or set "
                                .formatted(folder, ProcessHandle.current().pid()))
                        .withMessageContaining("SPRING_DATASOURCE_URL");
            }
            assertThat(Sql.single(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsAfterInitialisationThatWasCutOff(@TempDir Path cutOff) throws Exception {
        Files.createDirectories(cutOff.resolve("cluster.unfinished/base"));
        Files.writeString(cutOff.resolve("password"), "");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(new EmbeddedDatabaseProperties(cutOff, 0, PROGRAMS))) {
            assertThat(Sql.single(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersion(@TempDir Path old) throws Exception {
        Files.createDirectories(old.resolve("cluster"));
        Files.writeString(old.resolve("cluster/PG_VERSION"), "17\n");

        assertThatExceptionOfType(EmbeddedDatabaseFailure.class)
                .isThrownBy(() -> EmbeddedDatabase.start(new EmbeddedDatabaseProperties(old, 0, PROGRAMS)))
                .withMessageContaining("was written by PostgreSQL 17, and this is PostgreSQL 18");
    }

    @Test
    void tellsWhatIsWrongInOneLine(@TempDir Path parent) throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatExceptionOfType(EmbeddedDatabaseFailure.class)
                .isThrownBy(() -> EmbeddedDatabase.start(EmbeddedDatabaseProperties.in(file)))
                .satisfies(failure -> assertThat(failure.getMessage())
                        .doesNotContain("\n")
                        .contains(file.toString(), "SPRING_DATASOURCE_URL"));
    }

    private EmbeddedDatabaseProperties properties() {
        return new EmbeddedDatabaseProperties(folder, 0, PROGRAMS);
    }
}
