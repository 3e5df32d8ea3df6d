package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** How a running server is reached, and what it holds for us. */
record ServerAddress(Path cluster, int port, String password) {

    static final String ADMINISTRATOR = "postgres";
    static final String OWNER = "image_clustering";

    private static final String DATABASE = "image_clustering";
    private static final int CONNECT_SECONDS = 10;
    private static final Map<String, String> REQUIRED = Map.of("fsync", "on", "synchronous_commit", "on");

    static ServerAddress of(DataDirectory data) throws IOException {
        return new ServerAddress(data.cluster(), data.lastPort(), data.password());
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
    }

    /** Makes the service's database and its owner where they are missing. */
    void makeDatabase() throws IOException {
        try (Connection connection = connect(ADMINISTRATOR, "postgres");
                Statement statement = connection.createStatement()) {
            requireOurs(statement);
            if (isEmpty(statement, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
                statement.execute("create role %s login password '%s'".formatted(OWNER, password));
            }
            if (isEmpty(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
            }
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** Makes sure that the database answers and that what it confirms is on the disk. */
    void verify() {
        try (Connection connection = connect(OWNER, DATABASE);
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : REQUIRED.entrySet()) {
                requireSetting(statement, setting.getKey(), setting.getValue());
            }
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    private static void requireSetting(Statement statement, String name, String value) throws SQLException {
        String shown = single(statement, "show " + name);
        if (!shown.equals(value)) {
            throw new EmbeddedDatabaseFailure(
                    "The embedded PostgreSQL runs with %s=%s and could lose photos in a power failure; it has to be %s."
                            .formatted(name, shown, value));
        }
    }

    private void requireOurs(Statement statement) throws SQLException, IOException {
        Path shown = Path.of(single(statement, "show data_directory"));
        if (!Files.isSameFile(shown, cluster)) {
            throw new EmbeddedDatabaseFailure(
                    "Port %d is answered by a PostgreSQL on %s instead of %s.".formatted(port, shown, cluster));
        }
    }

    private Connection connect(String user, String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(CONNECT_SECONDS);
        return source.getConnection();
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private EmbeddedDatabaseFailure failure(SQLException cause) {
        return new EmbeddedDatabaseFailure(
                "The embedded PostgreSQL on port %d, data in %s, does not work: %s."
                        .formatted(port, cluster, cause.getMessage()),
                cause);
    }
}
