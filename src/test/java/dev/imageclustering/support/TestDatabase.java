package dev.imageclustering.support;

import java.util.Optional;

/**
 * Databases for tests, all on one PostgreSQL server for the whole run: a container where a Docker engine answers and the
 * image is at hand, the embedded server otherwise. The first use prints which it is.
 */
public final class TestDatabase {

    private TestDatabase() {}

    /** Makes an empty database that nobody else uses. */
    public static FreshDatabase createDatabase() {
        return Started.SERVER.createDatabase();
    }

    /**
     * Returns the JDBC URL, up to the name of a database, of a server in Docker whose administrator {@code postgres} needs
     * no password; nothing where the tests run on an embedded server.
     */
    public static Optional<String> container() {
        return Started.SERVER.isContainer() ? Optional.of(Started.SERVER.url("")) : Optional.empty();
    }

    /** Starts the server at first use. */
    private static final class Started {
        private static final TestServer SERVER = TestServer.start();
    }
}
