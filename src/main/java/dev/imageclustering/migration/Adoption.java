package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a database of the Python system becomes: its tables are those of our first revisions, which are only written
 * into the history. Its own table of the revision, {@code alembic_version}, stays as it is and tells where we came from.
 *
 * @param pythonRevision the revision of the Python system
 * @param count how many of our revisions it is made of
 */
record Adoption(String pythonRevision, int count) {

    private static final Logger log = LoggerFactory.getLogger(Adoption.class);

    private static final String VERSIONS = Migrator.SCHEMA + ".alembic_version";

    /**
     * The points that are adopted. The Python chain applies the thumbnail first, where ours has it seventh, so only from
     * 487c42b05f95 on both have applied the same revisions.
     */
    private static final Map<String, Integer> POINTS =
            new TreeMap<>(Map.of("487c42b05f95", 7, "0c40df432af5", 8, "cc526443c54f", 9));

    private static final int SHORTEST = 4;

    private static final String HEAD = "cc526443c54f";

    private static final Set<String> EARLIER =
            Set.of("b8c2e1c76ce3", "bb0ac39a2a27", "f20a4b6a74f4", "ba650b8c5046", "c69c13026fe2", "c910e59362f6");

    /**
     * Looks at a database without a history of ours.
     *
     * @param as the revision of the Python system that the caller takes it for
     * @return nothing for a database without tables
     * @throws MigrationFailed if it is not adopted as it is
     */
    static Optional<Adoption> examine(Connection connection, @Nullable String as) throws SQLException {
        List<String> versions = versions(connection);
        SchemaSnapshot schema = SchemaSnapshot.read(connection);
        if (versions.isEmpty() && !hasTables(schema)) {
            return Optional.empty();
        }
        String revision = revision(versions, as, schema);
        Integer count = POINTS.get(revision);
        if (count == null) {
            throw new MigrationFailed(notAPoint(revision));
        }
        SchemaDifference difference = SchemaDifference.between(expected(count), schema);
        if (!difference.isEmpty()) {
            throw new MigrationFailed("""
                    The database of the Python system is at %s but its schema is not the one of that revision, and nothing \
                    was changed. Make it so and try again:
                    %s""".formatted(revision, difference.text()));
        }
        return Optional.of(new Adoption(revision, count));
    }

    /** Returns the revision of the Python system that the database came from, if it did. */
    static @Nullable String origin(Connection connection) throws SQLException {
        List<String> versions = versions(connection);
        return versions.isEmpty() || AppliedRevisions.read(connection).isEmpty() ? null : String.join(", ", versions);
    }

    /** Writes the revisions into the history, all or none. */
    void stamp(Liquibase liquibase, RevisionJournal journal) {
        try {
            journal.asOne(() -> write(liquibase));
        } catch (LiquibaseException failure) {
            throw journal.explain(failure);
        }
        log.info(
                "Adopted the database of the Python system at {}: its schema is that of our first {} revisions",
                pythonRevision,
                count);
    }

    private void write(Liquibase liquibase) throws LiquibaseException {
        Database database = liquibase.getDatabase();
        Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .getChangeLogService(database)
                .init();
        for (ChangeSet revision :
                liquibase.getDatabaseChangeLog().getChangeSets().subList(0, count)) {
            database.markChangeSetExecStatus(revision, ExecType.EXECUTED);
        }
    }

    private static String revision(List<String> versions, @Nullable String as, SchemaSnapshot schema) {
        if (versions.size() > 1) {
            throw new MigrationFailed("The Python system is at several revisions at once (%s), and nothing was changed."
                            .formatted(String.join(", ", versions))
                    + " Merge them there first: alembic merge heads, alembic upgrade head");
        }
        if (versions.isEmpty()) {
            return as == null ? refuseToGuess(schema) : named(as);
        }
        String version = versions.getFirst();
        if (as != null && !named(as).equals(version)) {
            throw new MigrationFailed(
                    "alembic_version says %s, not %s, and nothing was changed; leave --as out".formatted(version, as));
        }
        return version;
    }

    /** Returns the revision of the Python system that begins as the operator has written. */
    private static String named(String as) {
        List<String> found = Stream.concat(POINTS.keySet().stream(), EARLIER.stream())
                .filter(revision -> as.length() >= SHORTEST && revision.startsWith(as.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() != 1) {
            throw new MigrationFailed(
                    "%s is no revision of the Python system that this program adopts (%s), and nothing was changed"
                            .formatted(as, String.join(", ", POINTS.keySet())));
        }
        return found.getFirst();
    }

    /** Says of a database without a history of ours that it can be adopted. */
    static Optional<String> offer(Connection connection) throws SQLException {
        List<String> versions = versions(connection);
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of("The database is the one of the Python system, at %s: 'migrate adopt' takes it over"
                        .formatted(String.join(", ", versions)));
    }

    private static String refuseToGuess(SchemaSnapshot schema) {
        String fitting = POINTS.keySet().stream()
                .filter(point -> SchemaDifference.between(expected(POINTS.getOrDefault(point, 0)), schema)
                        .isEmpty())
                .findFirst()
                .map(
                        "its schema is the one of %1$s; if it comes from the Python system, adopt it with: migrate adopt --as %1$s"
                                ::formatted)
                .orElse("its schema is none that can be adopted; migrate adopt --as " + HEAD
                        + " shows what is different from the Python system's head");
        throw new MigrationFailed(
                "The database has tables but no history, neither ours nor alembic_version, and nothing was changed: "
                        + fitting);
    }

    private static String notAPoint(String revision) {
        String adopted = "adopted are " + String.join(", ", POINTS.keySet());
        return EARLIER.contains(revision)
                ? ("The database of the Python system is at %s, too early to be adopted (%s), and nothing was changed."
                                + " Upgrade it there first: alembic upgrade head")
                        .formatted(revision, adopted)
                : ("%s is no revision of the Python system that this program knows (%s), and nothing was changed."
                                + " Bring it to %s there first: alembic downgrade %s")
                        .formatted(revision, adopted, HEAD, HEAD);
    }

    private static SchemaSnapshot expected(int count) {
        return ExpectedSchemas.at(
                RevisionChain.load().revisions().get(count - 1).id());
    }

    private static boolean hasTables(SchemaSnapshot schema) {
        return Stream.of("images", "image_batches", "image_batch_association")
                .anyMatch(table -> schema.lines().contains("table " + table));
    }

    private static List<String> versions(Connection connection) throws SQLException {
        return Sql.exists(connection, VERSIONS)
                ? Sql.strings(connection, "select version_num from " + VERSIONS + " order by 1")
                : List.of();
    }
}
