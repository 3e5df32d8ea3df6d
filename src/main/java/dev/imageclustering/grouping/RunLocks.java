package dev.imageclustering.grouping;

import dev.imageclustering.shared.BatchId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * One run at a time for each batch, across every process that shares the database. The lock is an advisory one of a
 * database session, so it goes with the process that holds it, however that ends; a batch that is marked as being
 * processed but whose lock is free belongs to a run that died. All locks of a process are of one session, which keeps a
 * connection of the pool for as long as there are any.
 */
@Component
class RunLocks {

    private static final Logger log = LoggerFactory.getLogger(RunLocks.class);
    /** Keeps these locks apart from other advisory locks of the database: "runs" in ASCII. */
    private static final int NAMESPACE = 0x72756e73;

    private static final int PATIENCE_SECONDS = 5;

    private final DataSource dataSource;

    /** Guards what follows; statements take a moment only. */
    private final ReentrantLock mutex = new ReentrantLock();

    private final Map<BatchId, RunLock> held = new HashMap<>();
    private @Nullable Connection session;

    RunLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Takes the lock of the batch unless somebody has it; waits for no run. */
    Optional<RunLock> tryLock(BatchId batch) {
        mutex.lock();
        try {
            if (held.containsKey(batch)) {
                return Optional.empty();
            }
            Connection connection = session();
            if (!call(connection, "select pg_try_advisory_lock(?, ?)", batch)) {
                return Optional.empty();
            }
            RunLock lock = new RunLock(batch, connection);
            held.put(batch, lock);
            return Optional.of(lock);
        } catch (SQLException failure) {
            throw new DataAccessResourceFailureException("The lock of a run could not be taken", failure);
        } finally {
            leaveIdleSession();
            mutex.unlock();
        }
    }

    /** Returns the session of the locks; a new one where that has ended. */
    private Connection session() throws SQLException {
        Connection present = session;
        if (present != null && present.isValid(PATIENCE_SECONDS)) {
            return present;
        }
        if (present != null) {
            log.warn("The session that held the locks of runs has ended");
            leaveSession();
        }
        Connection fresh = dataSource.getConnection();
        session = fresh;
        return fresh;
    }

    @SuppressWarnings("ReferenceEquality") // a session is no other one, whatever its driver thinks
    private boolean isOfThisSession(RunLock lock) {
        return lock.session == session;
    }

    private void leaveIdleSession() {
        if (held.values().stream().noneMatch(this::isOfThisSession)) {
            leaveSession();
        }
    }

    private void leaveSession() {
        Connection left = session;
        session = null;
        if (left == null) {
            return;
        }
        try (left;
                PreparedStatement statement = left.prepareStatement("select pg_advisory_unlock_all()")) {
            statement.execute();
        } catch (SQLException failure) {
            log.warn("The session of the locks of runs could not be given back", failure);
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

    private void release(RunLock lock) {
        mutex.lock();
        try {
            held.remove(lock.batch);
            // A session that has ended took its locks along.
            if (isOfThisSession(lock)) {
                call(lock.session, "select pg_advisory_unlock(?, ?)", lock.batch);
            }
        } catch (SQLException failure) {
            log.warn("The session that held the lock of batch {} has ended", lock.batch, failure);
            leaveSession();
        } finally {
            leaveIdleSession();
            mutex.unlock();
        }
    }

    /** The right to run a batch, until it is closed. */
    final class RunLock implements AutoCloseable {

        private final BatchId batch;
        private final Connection session;

        private RunLock(BatchId batch, Connection session) {
            this.batch = batch;
            this.session = session;
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
