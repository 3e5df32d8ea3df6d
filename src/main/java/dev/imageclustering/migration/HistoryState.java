package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How the history of a database stands to the revisions of this program. */
record HistoryState(RevisionChain chain, List<AppliedRevision> applied) {

    HistoryState {
        applied = List.copyOf(applied);
    }

    /** Reads the history; nothing is created. */
    static HistoryState read(Connection connection) throws SQLException {
        return new HistoryState(RevisionChain.load(), AppliedRevisions.read(connection));
    }

    static HistoryState read(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return read(connection);
        }
    }

    /** Returns the id of the last applied revision, null where none is. */
    @Nullable
    String current() {
        return applied.isEmpty() ? null : applied.getLast().id();
    }

    List<Revision> pending() {
        List<String> ids = applied.stream().map(AppliedRevision::id).toList();
        return chain.revisions().stream()
                .filter(revision -> !ids.contains(revision.id()))
                .toList();
    }

    /** Returns the applied revisions that this program does not know. */
    List<AppliedRevision> unexpected() {
        return applied.stream()
                .filter(revision -> chain.number(revision.id()) == 0)
                .toList();
    }

    /** Tells whether a program was here that knows more than this one. */
    boolean isAhead() {
        return !unexpected().isEmpty();
    }

    /** Tells whether the schema is the one that this program is written for. */
    boolean fits() {
        return problem().isEmpty();
    }

    /** Says in one sentence why the schema is not the one of this program. */
    Optional<String> problem() {
        if (isAhead()) {
            return Optional.of(ahead());
        }
        return disorder().or(() -> pending().isEmpty() ? Optional.empty() : Optional.of(behind()));
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
                        current() == null ? "no revision" : current(),
                        count,
                        count == 1 ? "revision is" : "revisions are",
                        describe(chain.head().id(), chain.head().title()));
    }

    private static String describe(String id, @Nullable String title) {
        return "%s (%s)".formatted(id, title);
    }
}
