package dev.imageclustering.grouping;

import dev.imageclustering.shared.BatchId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * One run at a time for each batch, across every process that shares the database. The lock is an advisory one of a
 * database session, so it goes with the process that holds it, however that ends; a batch that is marked as being
 * processed but whose lock is free belongs to a run that died.
 */
@Component
class RunLocks {

    private static final Logger log = LoggerFactory.getLogger(RunLocks.class);
    /** Keeps these locks apart from other advisory locks of the database: "runs" in ASCII. */
    private static final int NAMESPACE = 0x72756e73;
    /** Each lock keeps a connection of the pool for the length of its run. */
    private static final int MOST_AT_ONCE = 4;

    /** Each of these keeps a connection and waits for another one: all of them together must leave some for others. */
    private static final int MOST_MOMENTS_AT_ONCE = 4;

    private final DataSource dataSource;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
    private final Semaphore moments = new Semaphore(MOST_MOMENTS_AT_ONCE, true);
    private final Set<BatchId> heldHere = ConcurrentHashMap.newKeySet();

    RunLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes the lock of the batch for a run unless a run has it; may wait for runs of other batches to end. */
    Optional<RunLock> tryLock(BatchId batch) {
        if (!heldHere.add(batch)) {
            return Optional.empty();
        }
        places.acquireUninterruptibly();
        return connect(batch, () -> {
            places.release();
            heldHere.remove(batch);
        });
    }

    /** Takes the lock of the batch for a moment, as {@link #tryLock} does, but waits for no run. */
    Optional<RunLock> tryLockBriefly(BatchId batch) {
        if (!heldHere.add(batch)) {
            return Optional.empty();
        }
        moments.acquireUninterruptibly();
        return connect(batch, () -> {
            moments.release();
            heldHere.remove(batch);
        });
    }

    private Optional<RunLock> connect(BatchId batch, Runnable release) {
        Optional<RunLock> lock = Optional.empty();
        try {
            lock = lock(batch, release);
            return lock;
        } finally {
            if (lock.isEmpty()) {
                release.run();
            }
        }
    }

    @SuppressWarnings("resource") // the lock keeps the connection until its run has ended
    private Optional<RunLock> lock(BatchId batch, Runnable release) {
        try {
            Connection connection = dataSource.getConnection();
            boolean locked = false;
            try {
                locked = call(connection, "select pg_try_advisory_lock(?, ?)", batch);
                return locked ? Optional.of(new RunLock(batch, connection, release)) : Optional.empty();
            } finally {
                if (!locked) {
                    connection.close();
                }
            }
        } catch (SQLException failure) {
            throw new DataAccessResourceFailureException("The lock of a run could not be taken", failure);
        }
    }

    private static boolean call(Connection connection, String sql, BatchId batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, NAMESPACE);
            statement.setInt(2, batch.value());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** The right to run a batch, until it is closed. */
    static final class RunLock implements AutoCloseable {

        private final BatchId batch;
        private final Connection connection;

        private final Runnable release;

        private RunLock(BatchId batch, Connection connection, Runnable release) {
            this.batch = batch;
            this.connection = connection;
            this.release = release;
        }

        @Override
        public void close() {
            try (connection) {
                call(connection, "select pg_advisory_unlock(?, ?)", batch);
            } catch (SQLException failure) {
                // The lock is gone with its session, which is what ended.
                log.warn("The session that held the lock of batch {} has ended", batch, failure);
            } finally {
                release.run();
            }
        }
    }
}
