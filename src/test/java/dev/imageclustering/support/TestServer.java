package dev.imageclustering.support;

import dev.imageclustering.platform.embedded.DataDirectoryInUse;
import dev.imageclustering.platform.embedded.EmbeddedDatabase;
import dev.imageclustering.platform.embedded.EmbeddedDatabaseProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL server of a test run. */
final class TestServer {

    static final String OWNER = "image_clustering";

    static final String IMAGE = "postgres:18";

    /** The variable that says where the tests are to run: {@code embedded} or {@code docker}; by default in either. */
    private static final String WANTED = "TEST_DATABASE";

    private static final String PREFIX = "test_";
    private static final Path DATA = Path.of("target/test-database");
    private static final Path PROGRAMS = Path.of("target/postgresql-programs");

    private final String address;
    private final String administrator;
    private final String password;
    private final boolean container;
    private final AtomicInteger databases = new AtomicInteger();

    private TestServer(String address, String administrator, String password, boolean container) {
        this.address = address;
        this.administrator = administrator;
        this.password = password;
        this.container = container;
    }

    static TestServer start() {
        String missing = whatStandsAgainstDocker();
        TestServer server = missing == null ? container() : embedded();
        System.out.println("Database tests run on "
                + (missing == null ? IMAGE + " in Docker" : "the embedded PostgreSQL (" + missing + ")"));
        server.prepare();
        return server;
    }

    /** Asks the engine, unless the environment decides. */
    private static @Nullable String whatStandsAgainstDocker() {
        String wanted = System.getenv().getOrDefault(WANTED, "either");
        if (wanted.equals("embedded")) {
            return WANTED + "=embedded";
        }
        String missing = DockerEngine.find().missing(IMAGE);
        if (missing != null && wanted.equals("docker")) {
            throw new IllegalStateException(WANTED + "=docker, and " + missing);
        }
        return missing;
    }

    /** The administrator needs no password, as on the servers that tests start by themselves. */
    private static TestServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        container
                .withUsername("postgres")
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        String address = "jdbc:postgresql://%s:%d/"
                .formatted(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
        return new TestServer(address, container.getUsername(), container.getPassword(), true);
    }

    /** Tells whether the server runs in Docker. */
    boolean isContainer() {
        return container;
    }

    /** A folder that stays makes the next run faster, and lets it clean up after one that was killed. */
    private static TestServer embedded() {
        try {
            return embedded(DATA);
        } catch (DataDirectoryInUse anotherRun) {
            return embedded(temporary());
        }
    }

    private static TestServer embedded(Path directory) {
        EmbeddedDatabase database = EmbeddedDatabase.start(new EmbeddedDatabaseProperties(directory, 0, PROGRAMS));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, directory)));
        String url = database.jdbcUrl();
        return new TestServer(url.substring(0, url.lastIndexOf('/') + 1), "postgres", database.password(), false);
    }

    private static void stop(EmbeddedDatabase database, Path directory) {
        database.close();
        if (!directory.equals(DATA)) {
            try {
                FileSystemUtils.deleteRecursively(directory);
            } catch (IOException leftBehind) {
                throw new UncheckedIOException(leftBehind);
            }
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("test-database");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes the owner where the server has none, and drops what a killed run has left. */
    private void prepare() {
        if (query("select rolname from pg_roles where rolname = '" + OWNER + "'")
                .isEmpty()) {
            execute("create role %s login password '%s'".formatted(OWNER, password));
        }
        query("select datname from pg_database where datname like '" + PREFIX + "%'")
                .forEach(this::drop);
    }

    /** Commits do not wait for the disk: nobody needs the rows after a power failure. */
    FreshDatabase createDatabase() {
        String name = PREFIX + databases.incrementAndGet();
        execute("create database %s owner %s".formatted(name, OWNER));
        execute("alter database %s set synchronous_commit to off".formatted(name));
        return new FreshDatabase(this, name);
    }

    void drop(String name) {
        execute("drop database if exists %s with (force)".formatted(name));
    }

    String url(String database) {
        return address + database;
    }

    String password() {
        return password;
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url("postgres"), administrator, password);
    }
}
