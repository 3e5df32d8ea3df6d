package dev.imageclustering.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * An empty database of its own, which goes away on {@link #close()} or with the test run. The user owns the database and
 * is no administrator of the server.
 */
public final class FreshDatabase implements AutoCloseable {

    private final TestServer server;
    private final String name;

    FreshDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public String url() {
        return server.url(name);
    }

    public String user() {
        return TestServer.OWNER;
    }

    public String password() {
        return server.password();
    }

    /** Opens a connection, which the caller closes. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    /** Drops the database, whoever is still connected to it. */
    @Override
    public void close() {
        server.drop(name);
    }
}
