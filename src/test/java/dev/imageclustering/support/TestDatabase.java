package dev.imageclustering.support;

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

    /** Starts the server at first use. */
    private static final class Started {
        private static final TestServer SERVER = TestServer.start();
    }
}
