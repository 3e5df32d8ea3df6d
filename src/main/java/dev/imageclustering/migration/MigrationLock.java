package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock that lets one process at a time migrate a database: an advisory one of a database session. It is asked for
 * again and again, each time in a statement of its own: a session that waited inside the database, or inside a
 * transaction, would stop every {@code create index concurrently} of the one that it waits for.
 */
final class MigrationLock {

    private static final Logger log = LoggerFactory.getLogger(MigrationLock.class);
    /** "migr" in ASCII, and nothing to tell apart within it. */
    static final String KEY = "%d, 0".formatted(0x6d696772);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration REPORT = Duration.ofSeconds(10);

    private static final String HOLDER = """
            select format('%%s (pid %%s%%s), connected since %%s',
                coalesce(nullif(activity.application_name, ''), 'another session'), locks.pid,
                ', from ' || host(activity.client_addr), date_trunc('second', activity.backend_start))
            from pg_locks locks
            left join pg_stat_activity activity on activity.pid = locks.pid
            where locks.locktype = 'advisory' and locks.granted
                and (locks.classid::bigint, locks.objid::bigint) = (%s) and locks.objsubid = 2
                and locks.database = (select oid from pg_database where datname = current_database())
            """.formatted(KEY);

    private final Connection connection;
    private boolean held;

    /** A lock of the connection's session; the connection must be in autocommit. */
    MigrationLock(Connection connection) {
        this.connection = connection;
    }

    /** Takes the lock, waiting for whoever has it. */
    void acquire(Duration patience) throws SQLException {
        long started = System.nanoTime();
        long nextReport = 0;
        held = tryAcquire();
        while (!held) {
            long waited = System.nanoTime() - started;
            if (waited >= patience.toNanos()) {
                throw new MigrationFailed("Waited %d s for the migration lock of the database, held by %s"
                        .formatted(patience.toSeconds(), holder()));
            }
            if (waited >= nextReport) {
                log.info("Waiting for the migration lock of the database, held by {}", holder());
                nextReport = waited + REPORT.toNanos();
            }
            pause();
            held = tryAcquire();
        }
    }

    /**
     * Gives the lock back, if it is held: the server notices that a connection was closed a moment later only, and the
     * next migration must not have to wait for that.
     */
    void release() throws SQLException {
        if (!held || connection.isClosed()) {
            return;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + KEY + ")");
            held = false;
        }
    }

    private boolean tryAcquire() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(" + KEY + ")");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** Says who holds the lock of the connection's database, if somebody does. */
    static Optional<String> holder(Connection connection) throws SQLException {
        return Sql.strings(connection, HOLDER).stream().findFirst();
    }

    private String holder() throws SQLException {
        return holder(connection).orElse("a session that has just ended");
    }

    private static void pause() {
        LockSupport.parkNanos(POLL.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationFailed("Interrupted while waiting for the migration lock of the database");
        }
    }
}
