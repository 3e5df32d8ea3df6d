package dev.imageclustering.migration;

import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;

/** Migrates when it is initialised; the data source is only there for whoever reads the history later. */
final class StartupMigration extends SpringLiquibase {

    private final Migrator migrator;

    StartupMigration(DataSource dataSource, Migrator migrator) {
        this.migrator = migrator;
        setDataSource(dataSource);
        setChangeLog(Migrator.CHANGELOG);
        setDefaultSchema(Migrator.SCHEMA);
        setLiquibaseSchema(Migrator.SCHEMA);
    }

    @Override
    public void afterPropertiesSet() {
        migrator.upgrade();
    }
}
