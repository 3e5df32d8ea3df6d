package dev.imageclustering.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Waits until the database takes connections. */
@Command(
        name = "wait",
        description = "Waits until the database takes connections.",
        footerHeading = "%nExample:%n",
        footer = "  migrate wait --timeout 120")
final class WaitVerb implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long REPORT_SECONDS = 5;
    private static final long ATTEMPT_SECONDS = 10;
    private static final long NANOS = 1_000_000_000;
    /** SQL states of a refused login: time does not mend them. */
    private static final String REFUSED_LOGIN = "28";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private long seconds;

    @Override
    public Integer call() {
        Deadline deadline = new Deadline(System.nanoTime(), Duration.ofSeconds(seconds));
        try (DatabaseAccess database = parent.open()) {
            await(database, deadline);
            parent.out().printf("The database at %s answers, after %d s.%n", database.description(), deadline.passed());
        }
        return MigrateCommand.DONE;
    }

    private void await(DatabaseAccess database, Deadline deadline) {
        long nextReport = 0;
        while (true) {
            try {
                connect(database.unpooled(), deadline);
                return;
            } catch (SQLException refusal) {
                if (deadline.left() <= 0 || isFinal(refusal)) {
                    throw unavailable(database, deadline, refusal);
                }
                if (deadline.passed() >= nextReport) {
                    report(database, deadline, refusal);
                    nextReport = deadline.passed() + REPORT_SECONDS;
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static void connect(DataSource source, Deadline deadline) throws SQLException {
        source.setLoginTimeout((int) Math.clamp(deadline.left(), 1, ATTEMPT_SECONDS));
        source.getConnection().close();
    }

    private void report(DatabaseAccess database, Deadline deadline, SQLException refusal) {
        parent.err()
                .printf(
                        "Waiting for the database at %s, for %d s more: %s%n",
                        database.description(), deadline.left(), MigrationFailed.reason(refusal));
        parent.err().flush();
    }

    private static boolean isFinal(SQLException refusal) {
        return refusal.getSQLState() != null && refusal.getSQLState().startsWith(REFUSED_LOGIN);
    }

    private static DatabaseUnavailable unavailable(DatabaseAccess database, Deadline deadline, SQLException refusal) {
        return new DatabaseUnavailable(
                "The database at %s cannot be used after %d s: %s"
                        .formatted(database.description(), deadline.passed(), MigrationFailed.reason(refusal)),
                refusal);
    }

    /** How long there is to wait, in whole seconds. */
    private record Deadline(long started, Duration patience) {

        long passed() {
            return (System.nanoTime() - started) / NANOS;
        }

        long left() {
            return Math.ceilDiv(patience.toNanos() - (System.nanoTime() - started), NANOS);
        }
    }
}
