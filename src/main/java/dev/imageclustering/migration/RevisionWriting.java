package dev.imageclustering.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes a new revision at the end of the chain, of which the database must be at the head. */
final class RevisionWriting {

    private final RevisionChain chain;
    private final RevisionFolder folder;

    /** Writes into a folder that has the revisions of the chain. */
    RevisionWriting(RevisionChain chain, Path folder) {
        this.chain = chain;
        this.folder = RevisionFolder.open(folder, chain);
    }

    /**
     * What was written.
     *
     * @param files the new ones, that of the revision first
     */
    record Written(RevisionDraft draft, List<Path> files) {}

    /** Writes a revision that does nothing yet. */
    Written empty(DataSource database, String title) {
        return Rehearsal.of(database, connection -> {
            requireHead(connection);
            return write(RevisionDraft.of(title, List.of()), null, connection);
        });
    }

    /** Writes the revision that takes the schema to the entities; none where it is there. */
    Optional<Written> fromEntities(DataSource database, String title, EntityDifference entities) {
        return Rehearsal.of(database, connection -> {
            requireHead(connection);
            List<EntityChange> changes = entities.read(connection);
            return changes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(write(RevisionDraft.of(title, changes), entities, connection));
        });
    }

    private Written write(RevisionDraft draft, @Nullable EntityDifference entities, Connection connection)
            throws SQLException {
        SchemaSnapshot after = draft.rehearse(connection, entities);
        return new Written(draft, folder.write(chain.revisions().size() + 1, draft, after));
    }

    private void requireHead(Connection connection) throws SQLException {
        HistoryState state = HistoryState.read(chain, connection);
        SchemaDrift.requireHead(state);
        if (!SchemaDrift.read(state, connection).isEmpty()) {
            throw new MigrationFailed("The schema differs from what revision %s should be, so nothing is built on it;"
                            .formatted(chain.head().id())
                    + " 'migrate drift' shows how");
        }
    }
}
