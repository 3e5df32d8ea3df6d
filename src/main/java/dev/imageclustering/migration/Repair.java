package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/** Looks for what can be wrong around a history, under the lock of the migration, and mends what is safe. */
final class Repair {

    private static final String INVALID_INDEXES = """
            select indexrelid::regclass::text from pg_index join pg_class on pg_class.oid = indexrelid
            where not indisvalid and relnamespace = to_regnamespace('%s') order by 1
            """.formatted(Migrator.SCHEMA);

    private final boolean acceptChecksums;
    private final Consumer<String> out;
    private boolean found;
    private boolean left;

    Repair(boolean acceptChecksums, Consumer<String> out) {
        this.acceptChecksums = acceptChecksums;
        this.out = out;
    }

    boolean isAllMended() {
        return !left;
    }

    void run(GuardedLiquibase liquibase) throws LiquibaseException {
        HistoryState state = liquibase.state();
        try {
            if (liquibase.wasLocked()) {
                mended("The lock of a migration that did not end: cleared");
            }
            lookAtHistory(state);
            lookAtChecksums(liquibase, state);
            lookAtIndexes(liquibase.rawConnection(), state);
        } catch (SQLException failure) {
            throw new LiquibaseException(failure);
        }
        if (!found) {
            out.accept("Nothing to repair");
        }
    }

    private void lookAtHistory(HistoryState state) {
        if (state.isAhead()) {
            left(state.problem().orElseThrow() + ": run the newer program");
        }
        state.disorder()
                .ifPresent(disorder -> left(
                        disorder + ": downgrade to before it with the program that applied it, or restore a backup"));
    }

    private void lookAtChecksums(GuardedLiquibase liquibase, HistoryState state)
            throws LiquibaseException, SQLException {
        for (Checksums.Changed changed : Checksums.of(liquibase, state).changed()) {
            if (acceptChecksums) {
                accept(liquibase.rawConnection(), changed);
                mended(changed.sentence() + ": accepted");
            } else {
                left(changed.sentence() + ": --accept-checksums accepts it, if its text means the same");
            }
        }
    }

    private static void accept(Connection connection, Checksums.Changed changed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update %s.databasechangelog set md5sum = ? where id = ?".formatted(Migrator.SCHEMA))) {
            statement.setString(1, changed.present());
            statement.setString(2, changed.revision().id());
            statement.executeUpdate();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private void lookAtIndexes(Connection connection, HistoryState state) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try {
            for (String index : Sql.strings(connection, INVALID_INDEXES)) {
                rebuild(connection, index, state);
            }
        } finally {
            connection.setAutoCommit(before);
        }
    }

    /** An index of a revision that is applied is built again; what is left of another is in the way of its revision. */
    private void rebuild(Connection connection, String index, HistoryState state) throws SQLException {
        String definition = Sql.strings(connection, "select pg_get_indexdef(?::regclass)", index)
                .getFirst();
        Sql.execute(connection, "drop index concurrently " + index);
        if (!isExpected(definition, state.currentId())) {
            mended("The INVALID index %s belongs to no applied revision: dropped".formatted(index));
            return;
        }
        try {
            Sql.execute(connection, definition.replaceFirst(" INDEX ", " INDEX CONCURRENTLY "));
            mended("The INVALID index %s: built again".formatted(index));
        } catch (SQLException failure) {
            left("The INVALID index %s cannot be built again: %s".formatted(index, MigrationFailed.reason(failure)));
        }
    }

    private static boolean isExpected(String definition, @Nullable String current) {
        if (current == null || RevisionChain.load().number(current) == 0) {
            return false;
        }
        List<String> lines = ExpectedSchemas.at(current).lines();
        return lines.stream().anyMatch(line -> line.startsWith("index ") && line.endsWith(definition));
    }

    private void mended(String line) {
        found = true;
        out.accept(line);
    }

    private void left(String line) {
        left = true;
        mended(line);
    }
}
