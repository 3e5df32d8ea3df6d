package dev.imageclustering.migration;

import java.util.List;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;

/**
 * The way between two revisions as a script for any client that sends one statement after the other. Each revision and
 * its row in the history are one transaction, or two where the revision cannot run in one. Each first makes sure that
 * the database is where the script takes it to be: should a part fail, or should the script be applied twice or to
 * another database, the transactions that follow change nothing, even if the client does not stop at an error.
 */
final class RevisionScript {

    private final RevisionChain chain;
    private final List<ChangeSet> texts;
    private final StringBuilder script = new StringBuilder();

    RevisionScript(RevisionChain chain) {
        this.chain = chain;
        this.texts = RevisionTexts.load();
    }

    /** Returns the script from one revision up to another, both by their numbers. */
    String upgrade(int from, int to) {
        begin("upgrade", from, to);
        if (from == 0) {
            HistoryRows.CREATION.forEach(this::statement);
        }
        statement("SET search_path TO " + Migrator.SCHEMA);
        for (int number = from + 1; number <= to; number++) {
            heading(number, "revises " + chain.before(number));
            ChangeSet text = texts.get(number - 1);
            revision(text, text.getChanges(), number - 1, HistoryRows.insertion(text, number));
        }
        return end();
    }

    /** Returns the script from one revision down to another, both by their numbers. */
    String downgrade(int from, int to) {
        begin("downgrade", from, to);
        statement("SET search_path TO " + Migrator.SCHEMA);
        for (int number = from; number > to; number--) {
            heading(number, "back to " + chain.before(number));
            ChangeSet text = texts.get(number - 1);
            revision(text, text.getRollback().getChanges(), number, HistoryRows.deletion(text.getId()));
        }
        return end();
    }

    private void begin(String verb, int from, int to) {
        line("-- %s of the schema %s from %s to %s"
                .formatted(verb, Migrator.SCHEMA, chain.label(from), chain.label(to)));
        line("-- Apply it with: psql -v ON_ERROR_STOP=1 -f FILE");
    }

    private String end() {
        line("");
        statement("DO $end$ BEGIN PERFORM pg_advisory_unlock_all(); END $end$");
        return script.toString();
    }

    private void heading(int number, String way) {
        Revision revision = chain.revisions().get(number - 1);
        line("");
        line("-- %s, %s (%s)".formatted(revision.id(), revision.title(), way));
    }

    private void revision(ChangeSet text, List<Change> changes, int expected, String history) {
        if (!text.isRunInTransaction()) {
            statement(guard(expected));
            changes.forEach(this::change);
        }
        statement("BEGIN");
        statement("SET LOCAL lock_timeout = '10s'");
        statement(guard(expected));
        if (text.isRunInTransaction()) {
            changes.forEach(this::change);
        }
        statement(history);
        statement("COMMIT");
    }

    private void change(Change change) {
        if (!(change instanceof AbstractSQLChange sql)) {
            throw new IllegalStateException("%s is not SQL".formatted(change));
        }
        statement(String.valueOf(sql.getSql()));
    }

    private String guard(int expected) {
        return """
                DO $guard$ BEGIN
                    IF NOT pg_try_advisory_lock(%s) THEN
                        RAISE EXCEPTION 'another process migrates this database';
                    END IF;
                    IF (SELECT count(*) FROM %s) <> %d%s THEN
                        RAISE EXCEPTION 'the database is not at %s, from which this part of the script goes on';
                    END IF;
                END $guard$""".formatted(
                        MigrationLock.KEY,
                        HistoryRows.TABLE,
                        expected,
                        expected == 0
                                ? ""
                                : " OR (SELECT id FROM %s ORDER BY orderexecuted DESC LIMIT 1) <> '%s'"
                                        .formatted(HistoryRows.TABLE, chain.before(expected + 1)),
                        chain.before(expected + 1));
    }

    private void statement(String sql) {
        String text = sql.strip();
        script.append(text).append(text.endsWith(";") ? "\n" : ";\n");
    }

    private void line(String text) {
        script.append(text).append('\n');
    }
}
