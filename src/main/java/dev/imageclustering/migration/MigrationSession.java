package dev.imageclustering.migration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

    private static final String USER_OF_TABLES = """
            select format('%%s (pid %%s), in a transaction since %%s',
                coalesce(nullif(application_name, ''), 'another session'), pid, date_trunc('second', xact_start))
            from pg_stat_activity
            where pid <> pg_backend_pid() and xact_start is not null and pid in (
                select locks.pid from pg_locks locks join pg_class on pg_class.oid = locks.relation
                where locks.granted and locks.database = (select oid from pg_database where datname = current_database())
                    and relnamespace = to_regnamespace('%s')
            )
            order by xact_start
            """.formatted(Migrator.SCHEMA);

    private final Connection connection;
    private final MigrationLock lock;
    private boolean wasLocked;

    private MigrationSession(Connection connection) {
        this.connection = connection;
        this.lock = new MigrationLock(connection);
    }

    /** Connects, and waits for the lock. */
    static MigrationSession open(DataSource unpooled, Duration lockWait) throws SQLException {
        MigrationSession session = new MigrationSession(unpooled.getConnection());
        try {
            session.introduce();
            session.lock.acquire(lockWait);
            return session;
        } catch (SQLException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    /** Tells whether the database has the schema, whatever is in it. */
    static boolean hasSchema(Connection connection) throws SQLException {
        return !Sql.strings(connection, "select 1 where to_regnamespace(?) is not null", Migrator.SCHEMA)
                .isEmpty();
    }

    Connection connection() {
        return connection;
    }

    /** Sees to it that there is a schema, that unqualified names mean it, and that no dead process has locked it. */
    void prepareSchema() throws SQLException {
        // Asked first: even "if not exists" needs the right to create schemas.
        if (!hasSchema(connection)) {
            Sql.execute(connection, "create schema if not exists " + Migrator.SCHEMA);
            log.info("Created the schema {}", Migrator.SCHEMA);
        }
        Sql.execute(connection, "set search_path to " + Migrator.SCHEMA);
        wasLocked = clearTableLock();
        if (wasLocked) {
            log.info("Cleared the lock of a migration that did not end");
        }
    }

    /**
     * Clears the lock that Liquibase keeps in a table and tells whether it was locked. Whoever holds the migration lock
     * is alone, so it can only be of a process that died.
     */
    boolean clearTableLock() throws SQLException {
        if (!Sql.exists(connection, Migrator.SCHEMA + ".databasechangeloglock")) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            int cleared = statement.executeUpdate(
                    "update %s.databasechangeloglock set locked = false, lockgranted = null, lockedby = null where locked"
                            .formatted(Migrator.SCHEMA));
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return cleared > 0;
        }
    }

    /** Tells whether there was such a lock when this session began. */
    boolean wasLocked() {
        return wasLocked;
    }

    /** Says which session has used tables of the schema for the longest time. */
    String userOfTables() throws SQLException {
        return Sql.strings(connection, USER_OF_TABLES).stream().findFirst().orElse("a session that has just ended");
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
        try (connection) {
            lock.release();
        } catch (SQLException gone) {
            log.debug("The lock ends with its session", gone);
        }
    }
}
