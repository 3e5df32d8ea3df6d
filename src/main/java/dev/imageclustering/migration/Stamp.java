package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.changelog.ChangeSet;

/** Writes the history of a database without running a revision. */
final class Stamp {

    private Stamp() {}

    /**
     * Has the history say that the first revisions of the chain are applied and no other: in one transaction, so that it
     * is written as a whole or not at all. What it says of them already it keeps.
     *
     * @param connection of a session that holds the migration lock, in autocommit, with the schema there
     * @param state what the history says now
     */
    static void write(Connection connection, HistoryState state, int position) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(state, position)) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static List<String> statements(HistoryState state, int position) {
        List<String> statements = new ArrayList<>(HistoryRows.CREATION);
        List<ChangeSet> stamped = RevisionTexts.load().subList(0, position);
        List<String> ids = stamped.stream().map(ChangeSet::getId).toList();
        state.applied().stream()
                .map(AppliedRevision::id)
                .filter(id -> !ids.contains(id))
                .map(HistoryRows::deletion)
                .forEach(statements::add);
        for (int number = 1; number <= position; number++) {
            ChangeSet revision = stamped.get(number - 1);
            boolean there = state.find(revision.getId()).isPresent();
            statements.add(
                    there
                            ? HistoryRows.renumbering(revision.getId(), number)
                            : HistoryRows.insertion(revision, number));
        }
        return statements;
    }
}
