package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class WaitVerbTests {

    @Test
    void endsWhenTheDatabaseAnswers() {
        try (ScratchDatabase database = new ScratchDatabase()) {
            Cli.Result result = new Cli(database.dataSource()).run("wait");

            assertThat(result.code()).isZero();
            assertThat(result.out()).matches("The database at the database of the test answers, after \\d+ s\\.\\R");
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void triesAgainUntilTheDatabaseAnswers() {
        try (ScratchDatabase database = new ScratchDatabase()) {
            Cli.Result result = new Cli(new Late(database.url(), 2)).run("wait");

            assertThat(result.code()).isZero();
            assertThat(result.err())
                    .matches("Waiting for the database at the database of the test, for \\d+ s more: starting up\\R");
        }
    }

    @Test
    void givesUpInTime() throws IOException {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:%d/nothing".formatted(freePort()));

        Cli.Result result = new Cli(nowhere).run("wait", "--timeout", "1");

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("Waiting for the database at the database of the test, for 1 s more:"
                                        + " Connection to 127.0.0.1:"),
                        line -> assertThat(line)
                                .startsWith("The database at the database of the test cannot be used after 1 s:"
                                        + " Connection to 127.0.0.1:"));
    }

    @Test
    void givesUpInTimeOnAServerThatSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl("jdbc:postgresql://127.0.0.1:%d/nothing".formatted(silent.getLocalPort()));

            assertThat(new Cli(source).run("wait", "--timeout", "1").code()).isEqualTo(Cli.REFUSED);
        }
    }

    @Test
    void doesNotWaitForAnotherPassword() {
        try (ScratchDatabase database = new ScratchDatabase()) {
            Cli.Result result = new Cli(database.dataSource("nobody")).run("wait");

            assertThat(result.code()).isEqualTo(Cli.REFUSED);
            assertThat(result.err())
                    .isEqualTo("The database at the database of the test cannot be used after 0 s: FATAL: role"
                            + " \"nobody\" does not exist%n".formatted());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A server that refuses the first connections. */
    private static final class Late extends PGSimpleDataSource {

        private final AtomicInteger refusals;

        Late(String url, int refusals) {
            this.refusals = new AtomicInteger(refusals);
            setUrl(url);
            setUser("postgres");
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (refusals.getAndDecrement() > 0) {
                throw new SQLException("starting up", "57P03");
            }
            return super.getConnection();
        }
    }
}
