package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies and reverts revisions on what was looked at first, and gives way to whoever uses the tables: a revision that
 * does not get its lock in time is taken back as a whole, so that it holds up nobody, and tried again later.
 */
final class GuardedLiquibase extends Liquibase {

    private static final Logger log = LoggerFactory.getLogger(GuardedLiquibase.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final MigrationSession session;
    private final RevisionJournal journal;
    private final Duration patience;

    GuardedLiquibase(Database database, MigrationSession session, RevisionJournal journal, Duration patience)
            throws LiquibaseException {
        super(Migrator.CHANGELOG, Migrator.resources(), database);
        this.session = session;
        this.journal = journal;
        this.patience = patience;
    }

    @Override
    public void update(Contexts contexts, LabelExpression labels) throws LiquibaseException {
        requireSoundHistory();
        patiently(done -> super.update(contexts, labels));
    }

    @Override
    public void update(int count, Contexts contexts, LabelExpression labels) throws LiquibaseException {
        requireSoundHistory();
        patiently(done -> super.update(count - done, contexts, labels));
    }

    @Override
    public void rollback(int count, Contexts contexts, LabelExpression labels) throws LiquibaseException {
        patiently(done -> super.rollback(count - done, contexts, labels));
    }

    /** What moves the schema; it is told how many of its revisions an earlier attempt has done. */
    @FunctionalInterface
    private interface Move {
        void go(int done) throws LiquibaseException;
    }

    HistoryState state() throws LiquibaseException {
        try {
            return HistoryState.read(session.connection());
        } catch (SQLException failure) {
            throw new LiquibaseException(failure);
        }
    }

    Connection rawConnection() {
        return session.connection();
    }

    /** Tells whether a migration that did not end had left its lock. */
    boolean wasLocked() {
        return session.wasLocked();
    }

    /**
     * Writes the revisions that a database without a history of ours is made of into its history.
     *
     * @param as the revision of the Python system that the caller takes it for
     */
    Optional<Adoption> adopt(@Nullable String as) throws LiquibaseException {
        try {
            Optional<Adoption> adoption = Adoption.examine(session.connection(), as);
            adoption.ifPresent(found -> found.stamp(this, journal));
            return adoption;
        } catch (SQLException failure) {
            throw new LiquibaseException(failure);
        }
    }

    private void requireSoundHistory() throws LiquibaseException {
        if (state().applied().isEmpty()) {
            adopt(null);
        }
        HistoryState state = state();
        if (state.isAhead()) {
            throw new MigrationFailed(state.problem().orElseThrow() + "; nothing was changed");
        }
        state.disorder().ifPresent(disorder -> {
            throw new MigrationFailed(disorder + "; nothing was changed");
        });
        Checksums.of(this, state).requireUnchanged();
    }

    private void patiently(Move move) throws LiquibaseException {
        int before = journal.completed();
        long started = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                // It remembers for the life of the process that a database was at the head, also when it no longer is.
                Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
                move.go(journal.completed() - before);
                return;
            } catch (LiquibaseException failure) {
                if (!MigrationFailed.isLockTimeout(failure)) {
                    throw failure;
                }
                Duration waited = Duration.ofNanos(System.nanoTime() - started);
                giveWay(failure, waited, pause);
            }
            pause(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    private void giveWay(LiquibaseException failure, Duration waited, Duration pause) throws LiquibaseException {
        String revision = journal.abandon();
        try {
            String user = session.userOfTables();
            if (waited.compareTo(patience) >= 0) {
                throw new MigrationFailed(
                        "Revision %s was given up after %d s, and nothing of it was kept: its tables are in use by %s"
                                .formatted(revision, waited.toSeconds(), user),
                        failure);
            }
            log.info(
                    "Revision {} lets others pass and tries again in {} ms: its tables are in use by {}",
                    revision,
                    pause.toMillis(),
                    user);
            session.clearTableLock();
        } catch (SQLException alsoFailed) {
            throw new LiquibaseException(alsoFailed);
        }
    }

    private static void pause(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationFailed("Interrupted while waiting for tables that are in use");
        }
    }
}
