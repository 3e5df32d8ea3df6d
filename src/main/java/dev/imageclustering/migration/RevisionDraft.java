package dev.imageclustering.migration;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A revision before it is written.
 *
 * @param title one line
 */
record RevisionDraft(String id, String title, List<EntityChange> changes) {

    /** What lint looks for: a note that nobody has dealt with yet. */
    static final String REVIEW = "-- Review: ";

    RevisionDraft {
        changes = List.copyOf(changes);
    }

    /** A draft with an id that no other revision has. */
    static RevisionDraft of(String title, List<EntityChange> changes) {
        byte[] id = new byte[6];
        new SecureRandom().nextBytes(id);
        return new RevisionDraft(HexFormat.of().formatHex(id), title, changes);
    }

    String fileName(int number) {
        String slug =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return "%04d-%s-%s.sql".formatted(number, id, slug);
    }

    List<String> up() {
        return changes.stream().flatMap(change -> change.up().stream()).toList();
    }

    List<String> down() {
        return changes.reversed().stream()
                .flatMap(change -> change.down().stream())
                .toList();
    }

    List<String> warnings() {
        return changes.stream().flatMap(change -> change.warnings().stream()).toList();
    }

    /** Returns the file of the revision. */
    String text() {
        return """
                --liquibase formatted sql

                --changeset image-clustering:%s logicalFilePath:revisions
                --comment: %s
                %s

                %s
                %s
                """.formatted(
                        id,
                        title,
                        String.join("\n", comments()),
                        changes.isEmpty() ? "select 1;\n" : script(up(), ""),
                        changes.isEmpty()
                                ? "--rollback select 1;"
                                : script(down(), "--rollback ").stripTrailing());
    }

    private List<String> comments() {
        List<String> comments = new ArrayList<>();
        comments.add(REVIEW + "say here why the revision is needed and what becomes of the rows that exist");
        warnings().forEach(warning -> comments.add(REVIEW + warning));
        changes.stream()
                .map(EntityChange::allowance)
                .filter(allowance -> !allowance.isEmpty())
                .forEach(allowance -> comments.add("-- allows: " + allowance));
        return comments;
    }

    private static String script(List<String> statements, String prefix) {
        return statements.stream()
                .flatMap(statement -> (statement + ";").lines())
                .map(line -> prefix + line + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Goes up and down, and sees that both ways lead where they should.
     *
     * @param connection in a transaction that will be rolled back
     * @param entities that the way up should lead to; null if to none
     * @return the schema after the way up
     */
    SchemaSnapshot rehearse(Connection connection, @Nullable EntityDifference entities) throws SQLException {
        SchemaSnapshot before = SchemaSnapshot.read(connection);
        perform(connection, up(), "does not apply to this database");
        SchemaSnapshot after = SchemaSnapshot.read(connection);
        if (entities != null) {
            requireNone(entities.read(connection));
        }
        perform(connection, down(), "cannot be taken back");
        SchemaDifference left = SchemaDifference.between(before, SchemaSnapshot.read(connection));
        if (!left.isEmpty()) {
            throw new MigrationFailed(
                    "The revision from the entities would not be taken back as a whole, so nothing was"
                            + " written; write it by hand (without --autogenerate). After the way back:\n"
                            + left.text());
        }
        return after;
    }

    private static void requireNone(List<EntityChange> left) {
        if (!left.isEmpty()) {
            String lines = left.stream().map(EntityChange::line).collect(Collectors.joining("; "));
            throw new MigrationFailed("The revision from the entities would not lead to them, so nothing was written;"
                    + " write it by hand (without --autogenerate). What would be left: " + lines);
        }
    }

    private static void perform(Connection connection, List<String> statements, String failed) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : statements) {
                try {
                    statement.execute(command);
                } catch (SQLException failure) {
                    throw new MigrationFailed(
                            "The revision from the entities %s, so nothing was written: %s (in: %s)"
                                    .formatted(
                                            failed, MigrationFailed.reason(failure), command.replaceAll("\\s+", " ")),
                            failure);
                }
            }
        }
    }
}
