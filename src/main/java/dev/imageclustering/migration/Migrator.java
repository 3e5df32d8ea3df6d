package dev.imageclustering.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.springframework.core.io.DefaultResourceLoader;

/** Brings the schema of a database to a revision, alone and each revision as a whole. */
final class Migrator {

    static final String SCHEMA = "image_clustering";
    static final String CHANGELOG = "db/changelog/db.changelog-master.yaml";

    private final DataSource unpooled;
    private final Duration lockWait;
    private final BusyTables busyTables;

    /** Migrates over one new connection of the data source, which must not be a pool. */
    Migrator(DataSource unpooled, Duration lockWait) {
        this(unpooled, lockWait, BusyTables.DEFAULT);
    }

    Migrator(DataSource unpooled, Duration lockWait, BusyTables busyTables) {
        this.unpooled = unpooled;
        this.lockWait = lockWait;
        this.busyTables = busyTables;
    }

    /**
     * Applies every revision that is not applied yet; creates the schema where there is none, and adopts a database of
     * the Python system.
     */
    void upgrade() {
        run(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    }

    /** What is done while nobody else migrates. */
    @FunctionalInterface
    interface Work {
        void run(Liquibase liquibase) throws LiquibaseException;
    }

    /** What is done while nobody else migrates, and looks at the database besides. */
    @FunctionalInterface
    interface GuardedWork {
        void run(GuardedLiquibase liquibase) throws LiquibaseException;
    }

    void run(Work work) {
        runGuarded(work::run);
    }

    void runGuarded(GuardedWork work) {
        try (MigrationSession session = MigrationSession.open(unpooled, lockWait)) {
            session.prepareSchema();
            RevisionConnection connection = new RevisionConnection(session.connection());
            RevisionJournal journal = new RevisionJournal(connection, busyTables);
            Scope.child(scope(journal), () -> run(work, session, connection, journal));
        } catch (MigrationFailed failure) {
            throw failure;
        } catch (SQLException failure) {
            throw new MigrationFailed("The schema cannot be migrated: " + MigrationFailed.reason(failure), failure);
        } catch (Exception failure) {
            throw new IllegalStateException("The migration ended in an unexpected way", failure);
        }
    }

    private void run(
            GuardedWork work, MigrationSession session, RevisionConnection connection, RevisionJournal journal) {
        try {
            work.run(liquibase(session, connection, journal));
        } catch (LiquibaseException failure) {
            MigrationFailed explained = journal.explain(failure);
            unlock(session, explained);
            throw explained;
        }
    }

    /** What failed has let its table lock stand; the next one would take it for that of a process that died. */
    private static void unlock(MigrationSession session, MigrationFailed explained) {
        try {
            session.clearTableLock();
        } catch (SQLException alsoFailed) {
            explained.addSuppressed(alsoFailed);
        }
    }

    private static Map<String, Object> scope(RevisionJournal journal) {
        return Map.of(
                Scope.Attr.logService.name(), new LiquibaseLog(),
                Scope.Attr.ui.name(), new RevisionNotices(journal),
                AnalyticsArgs.ENABLED.getKey(), false);
    }

    static ResourceAccessor resources() {
        return new SpringResourceAccessor(new DefaultResourceLoader());
    }

    @SuppressWarnings("resource") // the session closes the connection, and nothing else is open
    private GuardedLiquibase liquibase(MigrationSession session, RevisionConnection connection, RevisionJournal journal)
            throws LiquibaseException {
        Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
        database.setDefaultSchemaName(SCHEMA);
        database.setLiquibaseSchemaName(SCHEMA);
        GuardedLiquibase liquibase = new GuardedLiquibase(database, session, journal, busyTables.patience());
        liquibase.setChangeExecListener(journal);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        return liquibase;
    }
}
