package dev.imageclustering.migration;

import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.hibernate.cfg.SchemaToolingSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Migrates at startup. The bean is a {@link SpringLiquibase}, so that Spring Boot adds none of its own, has everything
 * that uses the database wait for it, and shows the history of the schema in its endpoint.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "spring.liquibase.enabled", matchIfMissing = true)
@EnableConfigurationProperties({LiquibaseProperties.class, MigrationProperties.class})
class MigrationConfiguration {

    @Bean
    StartupMigration liquibase(DataSource dataSource, LiquibaseProperties liquibase, MigrationProperties properties) {
        return new StartupMigration(dataSource, unpooled(dataSource, liquibase), properties);
    }

    /** With a schema that does not fit, the service comes up all the same, to say so. */
    @Bean
    static HibernatePropertiesCustomizer validationOfSchemasThatFit(StartupMigration migration) {
        return properties -> {
            if (!migration.fits()) {
                properties.remove(SchemaToolingSettings.HBM2DDL_AUTO);
            }
        };
    }

    /** The same database, by default as the same user; a pool could take the connection away from the lock. */
    private static DataSource unpooled(DataSource dataSource, LiquibaseProperties liquibase) {
        DataSourceBuilder<SimpleDriverDataSource> builder =
                DataSourceBuilder.derivedFrom(dataSource).type(SimpleDriverDataSource.class);
        if (liquibase.getUrl() != null) {
            builder.url(liquibase.getUrl());
        }
        if (liquibase.getUser() != null) {
            builder.username(liquibase.getUser()).password(liquibase.getPassword());
        }
        return builder.build();
    }
}
