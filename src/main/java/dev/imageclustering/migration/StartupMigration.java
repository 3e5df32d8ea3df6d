package dev.imageclustering.migration;

import java.sql.SQLException;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates when it is initialised, or only looks where that is switched off or where the schema is ahead; the data source
 * is there for whoever reads the history later.
 */
final class StartupMigration extends SpringLiquibase {

    private static final Logger log = LoggerFactory.getLogger(StartupMigration.class);

    private final DataSource unpooled;
    private final Migrator migrator;
    private final boolean enabled;
    private boolean fits;

    StartupMigration(DataSource dataSource, DataSource unpooled, MigrationProperties properties) {
        this.unpooled = unpooled;
        this.migrator = new Migrator(unpooled, properties.lockWait(), properties.busyTables());
        this.enabled = properties.onStart();
        setDataSource(dataSource);
        setChangeLog(Migrator.CHANGELOG);
        setDefaultSchema(Migrator.SCHEMA);
        setLiquibaseSchema(Migrator.SCHEMA);
    }

    @Override
    public void afterPropertiesSet() {
        HistoryState state = state();
        if (enabled && !state.isAhead()) {
            state = upgrade();
        }
        state.problem()
                .ifPresent(problem -> log.warn(
                        "{}; nothing was changed, and the service is not ready until that is mended", problem));
        fits = state.fits();
    }

    /** Tells whether the schema was the one of this program when it started. */
    boolean fits() {
        return fits;
    }

    private HistoryState upgrade() {
        try {
            migrator.upgrade();
        } catch (MigrationFailed failure) {
            // A newer program may have been here while this one waited for the lock.
            if (!state().isAhead()) {
                throw failure;
            }
        }
        return state();
    }

    private HistoryState state() {
        try {
            return HistoryState.read(unpooled);
        } catch (SQLException failure) {
            throw new MigrationFailed(
                    "The history of the schema cannot be read: " + MigrationFailed.reason(failure), failure);
        }
    }
}
