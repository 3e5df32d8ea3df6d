package dev.imageclustering.migration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a migration. It holds the migration lock until it is closed; should the process die, the
 * database notices within a second, ends what it was doing and releases the lock.
 */
final class MigrationSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MigrationSession.class);
    private static final String INVALID_PARAMETER_VALUE = "22023";

    private final Connection connection;

    private MigrationSession(Connection connection) {
        this.connection = connection;
    }

    /** Connects, and waits for the lock. */
    static MigrationSession open(DataSource unpooled, Duration lockWait) throws SQLException {
        MigrationSession session = new MigrationSession(unpooled.getConnection());
        try {
            session.introduce();
            new MigrationLock(session.connection).acquire(lockWait);
            return session;
        } catch (SQLException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Sees to it that there is a schema, that unqualified names mean it, and that no dead process has locked it. */
    void prepareSchema() throws SQLException {
        // Asked first: even "if not exists" needs the right to create schemas.
        if (!exists("select to_regnamespace(?) is not null", Migrator.SCHEMA)) {
            execute("create schema if not exists " + Migrator.SCHEMA);
            log.info("Created the schema {}", Migrator.SCHEMA);
        }
        execute("set search_path to " + Migrator.SCHEMA);
        clearStaleTableLock();
    }

    /** Whoever holds the migration lock is alone, so a lock in the table can only be one of a process that died. */
    private void clearStaleTableLock() throws SQLException {
        if (!exists("select to_regclass(?) is not null", Migrator.SCHEMA + ".databasechangeloglock")) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            int cleared = statement.executeUpdate(
                    "update databasechangeloglock set locked = false, lockgranted = null, lockedby = null where locked");
            if (cleared > 0) {
                log.info("Cleared the lock of a migration that did not end");
            }
        }
    }

    /** Lets others see who this is, and has nothing that a role or a database is limited to cut a migration short. */
    private void introduce() throws SQLException {
        connection.setAutoCommit(true);
        set("application_name", "image-clustering migration (process %d on %s)".formatted(pid(), host()));
        set("statement_timeout", "0");
        // Notices of the server are noise; what a revision has to say it says by "raise info", which always comes.
        set("client_min_messages", "warning");
        try {
            set("client_connection_check_interval", "1s");
        } catch (SQLException failure) {
            if (!INVALID_PARAMETER_VALUE.equals(failure.getSQLState())) {
                throw failure;
            }
            log.debug("The server's platform cannot notice that a client is gone while a statement runs");
        }
    }

    private void set(String parameter, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, false)")) {
            statement.setString(1, parameter);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private boolean exists(String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "an unnamed host";
        }
    }

    /** Closes the connection, which releases the lock and rolls back what is not committed. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
