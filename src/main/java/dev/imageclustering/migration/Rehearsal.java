package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A transaction that is rolled back, whatever happens in it. */
final class Rehearsal {

    private Rehearsal() {}

    /** What is tried out. */
    @FunctionalInterface
    interface Act<T> {
        T perform(Connection connection) throws SQLException;
    }

    /** Performs the act on a new connection whose search path is the schema. */
    static <T> T of(DataSource database, Act<T> act) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                prepare(connection);
                return act.perform(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new MigrationFailed("The database cannot be asked: " + MigrationFailed.reason(failure), failure);
        }
    }

    /** Whoever uses the tables meanwhile must not wait for long behind a rehearsal that waits for them. */
    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local search_path to " + Migrator.SCHEMA);
            statement.execute("set local lock_timeout to '5s'");
        }
    }
}
