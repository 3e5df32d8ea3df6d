package dev.imageclustering.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAccountTests {

    private static final Path PROGRAMS = Path.of("target/postgresql-programs");
    private static final String USER = "nobody";

    @TempDir
    private Path folder;

    @Test
    void runsRootsServerAsTheOwnerOfTheData() throws IOException {
        assumeThat(Files.getOwner(folder).getName())
                .as("only root changes accounts")
                .isEqualTo("root");
        var properties = new EmbeddedDatabaseProperties(folder, 0, PROGRAMS);
        EmbeddedDatabase.start(properties).close();
        Path cluster = folder.resolve("cluster");
        new ServerAccount(USER, List.of("setpriv"), uidOfNobody()).own(cluster);

        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties)) {
            String process =
                    Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst();
            assertThat(Files.getOwner(Path.of("/proc", process)).getName()).isEqualTo(USER);
            assertThat(database.jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
        }
    }

    private static int uidOfNobody() throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream()
                .map(line -> line.split(":"))
                .filter(fields -> fields[0].equals(USER))
                .mapToInt(fields -> Integer.parseInt(fields[2]))
                .findFirst()
                .orElseThrow();
    }
}
