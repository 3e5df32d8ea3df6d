package dev.imageclustering.migration;

import java.sql.SQLException;
import picocli.CommandLine.Option;

/** The options of the verbs that can write a script instead of changing a database. */
final class ScriptOptions {

    @Option(
            names = "--sql",
            description = "Prints the script and changes nothing. With FROM:TO for the revision, or with --offline,"
                    + " no database is asked.")
    private boolean asked;

    @Option(
            names = "--offline",
            description = "With --sql: asks no database. An upgrade starts from base then, a downgrade needs FROM:TO.")
    private boolean offline;

    /**
     * The way that a script goes, by the numbers of the revisions.
     *
     * @param from where it starts
     * @param to where it ends
     */
    record Span(int from, int to) {}

    boolean asked() {
        return asked;
    }

    /** Tells why the options do not fit together; empty when they do. */
    String misuse(String revision) {
        if (asked) {
            return "";
        }
        return offline ? "--offline needs --sql" : revision.contains(":") ? "FROM:TO needs --sql" : "";
    }

    /** Tells whether a script is asked for that starts from base because nothing else is said. */
    boolean startsFromBase(String revision) {
        return asked && !asksDatabase(revision) && revision.indexOf(':') <= 0;
    }

    /** Tells whether the script depends on a database. */
    boolean asksDatabase(String revision) {
        return !offline && !revision.contains(":");
    }

    Span span(String revision, RevisionChain chain, MigrateCommand command) throws SQLException {
        int colon = revision.indexOf(':');
        int from = from(revision, colon, chain, command);
        return new Span(
                from, RevisionReference.parse(revision.substring(colon + 1)).position(chain, () -> from));
    }

    private int from(String revision, int colon, RevisionChain chain, MigrateCommand command) throws SQLException {
        if (colon > 0) {
            return RevisionReference.parse(revision.substring(0, colon)).position(chain, () -> {
                throw new MigrationFailed("%s says no revision to start from. Nothing was done.".formatted(revision));
            });
        }
        return colon == 0 || offline
                ? 0
                : command.read(
                        (connection, _) -> HistoryState.read(chain, connection).position());
    }
}
