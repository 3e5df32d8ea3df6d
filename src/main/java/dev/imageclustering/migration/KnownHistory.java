package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How far a database has come along the chain.
 *
 * @param position the number of revisions that are applied, which are the first ones of the chain
 */
record KnownHistory(RevisionChain chain, int position) {

    /** Reads the history of a database; one that this program cannot explain is refused. */
    static KnownHistory read(Connection connection, RevisionChain chain) throws SQLException {
        List<String> applied = AppliedRevisions.read(connection).stream()
                .map(AppliedRevision::id)
                .toList();
        for (String id : applied) {
            if (chain.find(id).isEmpty()) {
                throw new MigrationFailed(
                        "The database has revision %s, which this program does not know: it was".formatted(id)
                                + " migrated by a newer version");
            }
        }
        List<String> known = chain.revisions().stream().map(Revision::id).toList();
        if (!known.subList(0, Math.min(applied.size(), known.size())).equals(applied)) {
            throw new MigrationFailed("The history of the database is not in the order of the revisions: " + applied);
        }
        return new KnownHistory(chain, applied.size());
    }

    void requireHead() {
        int behind = chain.revisions().size() - position;
        if (behind > 0) {
            throw new MigrationFailed("The database is at %s, %d behind the head %s; run \"migrate upgrade head\" first"
                    .formatted(current(), behind, chain.head().id()));
        }
    }

    /** Returns the last revision that is applied, in words if there is none. */
    String current() {
        return position == 0
                ? "no revision"
                : "revision " + chain.revisions().get(position - 1).id();
    }

    SchemaDifference drift(Connection connection) throws SQLException {
        return SchemaDifference.between(ExpectedSchemas.at(chain, position), SchemaSnapshot.read(connection));
    }
}
