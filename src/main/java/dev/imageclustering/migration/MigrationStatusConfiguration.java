package dev.imageclustering.migration;

import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells how the schema stands, also where the service does not migrate. */
@Configuration(proxyBeanMethods = false)
class MigrationStatusConfiguration {

    @Bean
    SchemaGate schemaGate(DataSource dataSource, ApplicationEventPublisher events) {
        return new SchemaGate(dataSource, events);
    }

    @Bean
    MigrationsHealth migrationsHealthIndicator(DataSource dataSource, SchemaGate gate) {
        return new MigrationsHealth(dataSource, gate);
    }

    @Bean
    MigrationsEndpoint migrationsEndpoint(DataSource dataSource) {
        return new MigrationsEndpoint(dataSource);
    }
}
