package dev.imageclustering.support;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Where the tests run in Docker the service finds its database as a container's, with no setting that names it. */
@TestConfiguration(proxyBeanMethods = false)
@Conditional(ContainerDatabase.InDocker.class)
final class ContainerDatabase {

    @Bean
    @ServiceConnection
    SharedContainer databaseContainer(FreshDatabase database) {
        return new SharedContainer(database);
    }

    static final class InDocker implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return TestDatabase.container().isPresent();
        }
    }

    /** One database of the container that runs for all tests, so that not every test has to start one. */
    static final class SharedContainer extends PostgreSQLContainer {

        private final FreshDatabase database;

        SharedContainer(FreshDatabase database) {
            super(TestServer.IMAGE);
            this.database = database;
        }

        @Override
        public void start() {
            // It has been running since the first test asked for a database.
        }

        @Override
        public void stop() {
            // Others go on using it; the database goes with its context.
        }

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public String getJdbcUrl() {
            return database.url();
        }

        @Override
        public String getUsername() {
            return database.user();
        }

        @Override
        public String getPassword() {
            return database.password();
        }
    }
}
