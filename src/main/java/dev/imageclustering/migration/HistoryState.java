package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How the history of a database stands to the revisions of this program.
 *
 * @param applied in the order in which they were applied
 */
record HistoryState(RevisionChain chain, List<AppliedRevision> applied) {

    HistoryState {
        applied = List.copyOf(applied);
    }

    /** Reads the history by plain reads; nothing is created. */
    static HistoryState read(RevisionChain chain, Connection connection) throws SQLException {
        return new HistoryState(chain, AppliedRevisions.read(connection));
    }

    static HistoryState read(Connection connection) throws SQLException {
        return read(RevisionChain.load(), connection);
    }

    static HistoryState read(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return read(connection);
        }
    }

    /** Returns the revision that was applied last, which this program may not know. */
    Optional<AppliedRevision> current() {
        return applied.isEmpty() ? Optional.empty() : Optional.of(applied.getLast());
    }

    /** Returns the id of the last applied revision, null where none is. */
    @Nullable
    String currentId() {
        return applied.isEmpty() ? null : applied.getLast().id();
    }

    boolean isCurrent(String id) {
        return id.equals(currentId());
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

    /** Returns the applied revisions that this program does not know. */
    List<AppliedRevision> unexpected() {
        return applied.stream().filter(row -> chain.number(row.id()) == 0).toList();
    }

    /** Tells whether a program was here that knows more than this one. */
    boolean isAhead() {
        return !unexpected().isEmpty();
    }

    /** Tells whether the schema is the one that this program is written for. */
    boolean fits() {
        return problem().isEmpty();
    }

    /**
     * Returns how many revisions are applied, if they are the first ones of the chain.
     *
     * @throws MigrationFailed if they are not
     */
    int position() {
        obstacle().ifPresent(reason -> {
            throw new MigrationFailed(reason + ". Nothing was done; see 'migrate history'.");
        });
        return applied.size();
    }

    /** Says in one sentence why the schema is not the one of this program. */
    Optional<String> problem() {
        return obstacle().or(() -> pending().isEmpty() ? Optional.empty() : Optional.of(behind()));
    }

    /** Says in one sentence what a server needs that cannot work with the schema; empty while it can. */
    Optional<String> demand() {
        if (isAhead()) {
            return Optional.of(demand(", which is older: run the newer server"));
        }
        if (disorder().isPresent()) {
            return Optional.of(demand(", and the history is out of order: see migrate history"));
        }
        return pending().isEmpty() ? Optional.empty() : Optional.of(demand(": run migrate upgrade head"));
    }

    private String demand(String remedy) {
        return "The schema is at %s, this server needs %s%s"
                .formatted(
                        currentId() == null ? "no revision" : currentId(),
                        chain.head().id(),
                        remedy);
    }

    /** Says in one sentence why nobody can tell how far the database is from a revision of the chain. */
    Optional<String> obstacle() {
        return isAhead() ? Optional.of(ahead()) : disorder();
    }

    /** Says in one sentence where the history leaves the order of the chain, as far as this program knows it. */
    Optional<String> disorder() {
        int expected = 1;
        for (AppliedRevision revision : applied) {
            int number = chain.number(revision.id());
            if (number != 0 && number != expected) {
                Revision missing = chain.revisions().get(expected - 1);
                return Optional.of("The history is out of order: %s was applied before %s, which it builds on"
                        .formatted(describe(revision.id(), revision.title()), describe(missing.id(), missing.title())));
            }
            expected += number == 0 ? 0 : 1;
        }
        return Optional.empty();
    }

    private String ahead() {
        return "The schema is ahead of this program: it has %s, and this program knows no revision after %s"
                .formatted(
                        unexpected().stream()
                                .map(revision -> describe(revision.id(), revision.title()))
                                .collect(Collectors.joining(", ")),
                        describe(chain.head().id(), chain.head().title()));
    }

    private String behind() {
        int count = pending().size();
        return "The schema is behind this program: it is at %s, and %d %s pending, up to %s"
                .formatted(
                        currentId() == null ? "no revision" : currentId(),
                        count,
                        count == 1 ? "revision is" : "revisions are",
                        describe(chain.head().id(), chain.head().title()));
    }

    private static String describe(String id, @Nullable String title) {
        return "%s (%s)".formatted(id, title);
    }
}
