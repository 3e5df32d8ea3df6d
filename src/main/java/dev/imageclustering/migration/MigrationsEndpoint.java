package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows how the schema stands, by plain reads. */
@Endpoint(id = "migrations")
final class MigrationsEndpoint {

    private final DataSource dataSource;

    MigrationsEndpoint(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * How the schema stands.
     *
     * @param current the last applied revision
     * @param head the last revision of this program
     * @param problem why the two differ, in a sentence
     * @param pending what is still to be applied, first to last
     * @param applied first to last
     * @param unexpected what was applied and is no revision of this program
     * @param drift a line for each thing that is not as the current revision left it; null if that is not known
     * @param lockHolder who is migrating at this moment
     * @param adoptedFrom the revision of the Python system that the database came from
     */
    record Status(
            @Nullable String current,
            String head,
            @Nullable String problem,
            List<Pending> pending,
            List<Applied> applied,
            List<Applied> unexpected,
            @Nullable List<String> drift,
            @Nullable String lockHolder,
            @Nullable String adoptedFrom) {}

    /** A revision that is still to be applied. */
    record Pending(String id, String title) {}

    /** A revision that was applied. */
    record Applied(String id, @Nullable String title, LocalDateTime appliedAt) {

        private static List<Applied> of(List<AppliedRevision> revisions) {
            return revisions.stream()
                    .map(revision -> new Applied(revision.id(), revision.title(), revision.appliedAt()))
                    .toList();
        }
    }

    /** Returns how the schema stands now. */
    @ReadOperation
    Status migrations() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return status(connection);
        }
    }

    static Status status(Connection connection) throws SQLException {
        HistoryState state = HistoryState.read(connection);
        return new Status(
                state.currentId(),
                state.chain().head().id(),
                state.problem().orElse(null),
                state.pending().stream()
                        .map(revision -> new Pending(revision.id(), revision.title()))
                        .toList(),
                Applied.of(state.applied()),
                Applied.of(state.unexpected()),
                drift(connection, state),
                MigrationLock.holder(connection).orElse(null),
                Adoption.origin(connection));
    }

    private static @Nullable List<String> drift(Connection connection, HistoryState state) throws SQLException {
        String current = state.currentId();
        if (current == null || state.isAhead() || state.disorder().isPresent()) {
            return null;
        }
        return SchemaDifference.between(ExpectedSchemas.at(current), SchemaSnapshot.read(connection))
                .text()
                .lines()
                .toList();
    }
}
