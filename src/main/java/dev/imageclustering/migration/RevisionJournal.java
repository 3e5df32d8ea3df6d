package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the revisions as they run: each is one transaction and one line in the log. */
final class RevisionJournal extends AbstractChangeExecListener {

    private static final Logger log = LoggerFactory.getLogger(RevisionJournal.class);

    private final RevisionConnection connection;
    private final BusyTables busyTables;
    private final List<String> notices = new ArrayList<>();
    private @Nullable ChangeSet running;
    private long started;
    private int completed;

    RevisionJournal(RevisionConnection connection, BusyTables busyTables) {
        this.connection = connection;
        this.busyTables = busyTables;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Step {
        void run() throws LiquibaseException;
    }

    /** Returns how many revisions were applied or reverted. */
    int completed() {
        return completed;
    }

    /** Keeps all that the step does, or nothing. */
    void asOne(Step step) throws LiquibaseException {
        connection.hold();
        step.run();
        connection.release(() -> {});
        connection.commit();
    }

    @Override
    public void willRun(ChangeSet revision, DatabaseChangeLog changelog, Database database, RunStatus status) {
        begin(revision);
    }

    @Override
    public void ran(ChangeSet revision, DatabaseChangeLog changelog, Database database, ExecType type) {
        end("Applied", revision);
    }

    @Override
    public void willRollback(ChangeSet revision, DatabaseChangeLog changelog, Database database) {
        begin(revision);
    }

    @Override
    public void rolledBack(ChangeSet revision, DatabaseChangeLog changelog, Database database) {
        end("Reverted", revision);
    }

    /** Keeps what the database says about the revision that runs. */
    void note(String message) {
        if (running != null) {
            notices.add(message);
        }
    }

    /** Ends what was under way and says in one line what failed. */
    MigrationFailed explain(LiquibaseException failure) {
        String what = running == null ? "The schema cannot be migrated" : "Revision " + fate(running);
        try {
            connection.abandon();
        } catch (DatabaseException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
        return new MigrationFailed(what + ": " + MigrationFailed.reason(failure), failure);
    }

    /** Takes the revision back that is under way, and says which it was. */
    String abandon() throws LiquibaseException {
        String revision = running == null ? "none" : describe(running);
        running = null;
        connection.abandon();
        return revision;
    }

    private void begin(ChangeSet revision) {
        running = revision;
        started = System.nanoTime();
        notices.clear();
        connection.hold();
        limitWaiting(revision);
    }

    /**
     * A revision outside a transaction builds an index, for which nobody has to wait, and which may wait for all
     * transactions that are open.
     */
    private void limitWaiting(ChangeSet revision) {
        Duration limit = revision.isRunInTransaction() ? busyTables.timeout() : busyTables.patience();
        try {
            Connection session = connection.getUnderlyingConnection();
            Sql.execute(session, "set lock_timeout = " + limit.toMillis());
            // Liquibase rolls back before it begins, and the setting with it.
            if (!session.getAutoCommit()) {
                session.commit();
            }
        } catch (SQLException failure) {
            throw new MigrationFailed(
                    "Revision %s cannot begin: %s".formatted(describe(revision), MigrationFailed.reason(failure)),
                    failure);
        }
    }

    private void end(String verb, ChangeSet revision) {
        connection.release(() -> {
            long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            String remarks = notices.isEmpty() ? "" : ": " + String.join("; ", notices);
            log.info("{} revision {} in {} ms{}", verb, describe(revision), millis, remarks);
            completed++;
            running = null;
        });
    }

    private static String fate(ChangeSet revision) {
        return describe(revision)
                + (revision.isRunInTransaction()
                        ? " failed and nothing of it was kept"
                        : " failed half-way; it can be repeated as it is");
    }

    private static String describe(ChangeSet revision) {
        return "%s (%s)".formatted(revision.getId(), revision.getComments());
    }
}
