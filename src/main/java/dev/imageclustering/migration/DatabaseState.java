package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/** Where a database stands in the chain of revisions. */
record DatabaseState(RevisionChain chain, List<AppliedRevision> applied) {

    DatabaseState {
        applied = List.copyOf(applied);
    }

    /** Reads it by plain reads. */
    static DatabaseState read(RevisionChain chain, Connection connection) throws SQLException {
        return new DatabaseState(chain, AppliedRevisions.read(connection));
    }

    /** Reads it over the connection of a migration, whose transactions it leaves alone. */
    static DatabaseState read(RevisionChain chain, Liquibase liquibase) throws DatabaseException {
        JdbcConnection connection = (JdbcConnection) liquibase.getDatabase().getConnection();
        try {
            return read(chain, connection.getUnderlyingConnection());
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        } finally {
            connection.rollback();
        }
    }

    /** Returns the revision that was applied last, which this program may not know. */
    Optional<AppliedRevision> current() {
        return applied.isEmpty() ? Optional.empty() : Optional.of(applied.getLast());
    }

    boolean isCurrent(String id) {
        return current().filter(row -> row.id().equals(id)).isPresent();
    }

    boolean isHead(String id) {
        return chain.head().id().equals(id);
    }

    Optional<AppliedRevision> find(String id) {
        return applied.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Returns the revisions that are not applied, the next one first. */
    List<Revision> pending() {
        Set<String> ids = applied.stream().map(AppliedRevision::id).collect(Collectors.toSet());
        return chain.revisions().stream()
                .filter(revision -> !ids.contains(revision.id()))
                .toList();
    }

    /** Returns the rows of the history that this program has no revision for, the first one first. */
    List<AppliedRevision> unknown() {
        return applied.stream().filter(row -> chain.find(row.id()).isEmpty()).toList();
    }

    /** Returns how many revisions are applied, if they are the first ones of the chain. */
    int position() {
        requireInOrder();
        return applied.size();
    }

    private void requireInOrder() {
        disorder().ifPresent(reason -> {
            throw new MigrationFailed(reason + " Nothing was done; see 'migrate history'.");
        });
    }

    /** Returns in a sentence why nobody can say how far the database is from a revision of the chain. */
    Optional<String> disorder() {
        if (!unknown().isEmpty()) {
            String ids = unknown().stream().map(AppliedRevision::id).collect(Collectors.joining(", "));
            return Optional.of(("The database is ahead of this program, which does not know %s: use the version of the"
                            + " program that made it.")
                    .formatted(ids));
        }
        for (int i = 0; i < applied.size(); i++) {
            String found = applied.get(i).id();
            String expected = chain.revisions()
                    .get(Math.min(i, chain.revisions().size() - 1))
                    .id();
            if (!found.equals(expected)) {
                return Optional.of("The history of the database is out of order: it has %s where %s belongs."
                        .formatted(found, expected));
            }
        }
        return Optional.empty();
    }
}
