package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;

/** How the schema of a database differs from what the revision that it is at should have left behind. */
final class SchemaDrift {

    private SchemaDrift() {}

    static SchemaDifference read(HistoryState state, Connection connection) throws SQLException {
        return SchemaDifference.between(
                ExpectedSchemas.at(state.chain(), state.position()), SchemaSnapshot.read(connection));
    }

    /** Refuses a database that is not at the head. */
    static void requireHead(HistoryState state) {
        int behind = state.chain().revisions().size() - state.position();
        if (behind > 0) {
            String current = state.current().map(row -> "revision " + row.id()).orElse("no revision");
            throw new MigrationFailed("The database is at %s, %d behind the head %s; run 'migrate upgrade head' first"
                    .formatted(current, behind, state.chain().head().id()));
        }
    }
}
