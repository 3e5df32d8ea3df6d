package dev.imageclustering.migration;

import dev.imageclustering.support.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An empty database for one test, on a server that all tests share. */
final class ScratchDatabase implements AutoCloseable {

    static final MigrationProperties SETTINGS =
            new MigrationProperties(true, Duration.ofMinutes(10), Duration.ofSeconds(3), Duration.ofMinutes(5));

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name = "scratch_" + COUNTER.incrementAndGet();
    private final SingleConnectionDataSource own = new SingleConnectionDataSource();

    ScratchDatabase() {
        administration().sql("create database " + name).update();
        // Statements are not prepared on the server: the tables that they read change between two executions.
        own.setUrl("%s&prepareThreshold=0&currentSchema=%s".formatted(url(), Migrator.SCHEMA));
        own.setSuppressClose(true);
    }

    DataSource dataSource() {
        return dataSource("postgres");
    }

    DataSource dataSource(String user) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        dataSource.setUser(user);
        dataSource.setCurrentSchema(Migrator.SCHEMA);
        return dataSource;
    }

    String url() {
        return Server.url(name);
    }

    /** Returns a client over one connection that stays open, which saves most of the time of most tests. */
    JdbcClient jdbc() {
        return JdbcClient.create(own);
    }

    Migrator migrator() {
        return new Migrator(dataSource(), Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        own.destroy();
        administration().sql("drop database " + name + " with (force)").update();
    }

    private static JdbcClient administration() {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(Server.url("postgres"));
        postgres.setUser("postgres");
        return JdbcClient.create(postgres);
    }

    /** In Docker where the other tests are; else started by the first test that asks for it, and stopped with the JVM. */
    private static final class Server {

        static String url(String database) {
            return TestDatabase.container()
                    .map(container -> container + database + "?user=postgres")
                    .orElseGet(() -> Embedded.INSTANCE.getJdbcUrl("postgres", database));
        }
    }

    private static final class Embedded {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
