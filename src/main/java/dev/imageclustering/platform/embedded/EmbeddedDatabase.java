package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL of our own, whose data outlives it. One process at a time may use a data directory. It listens on
 * the loopback address only and asks for the password that is kept beside the data: without one, every user of the
 * machine could run programs as the user of this process through it.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final ServerAddress address;
    private final @Nullable Ownership ownership;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(ServerAddress address, @Nullable Ownership ownership) {
        this.address = address;
        this.ownership = ownership;
    }

    /**
     * Starts the server, at first use on an empty database. A server that was left behind by a killed process is stopped
     * first; what was committed is still there.
     *
     * @throws DataDirectoryInUse if a living process uses the data directory
     * @throws EmbeddedDatabaseFailure if the server cannot be started; the message says why and what to do
     */
    public static EmbeddedDatabase start(EmbeddedDatabaseProperties properties) {
        try {
            Files.createDirectories(properties.directory());
            return start(properties, DirectoryLock.take(properties.directory()));
        } catch (IOException failed) {
            throw new EmbeddedDatabaseFailure(
                    "The embedded PostgreSQL in %s cannot be started: %s.".formatted(properties.directory(), failed),
                    failed);
        }
    }

    /**
     * Starts the server or, if a living process runs it already, uses that one; closing then leaves it running.
     *
     * @throws EmbeddedDatabaseFailure if the server can neither be started nor be reached
     */
    public static EmbeddedDatabase startOrJoin(EmbeddedDatabaseProperties properties) {
        try {
            return start(properties);
        } catch (DataDirectoryInUse inUse) {
            return join(properties, inUse);
        }
    }

    private static EmbeddedDatabase join(EmbeddedDatabaseProperties properties, DataDirectoryInUse inUse) {
        try {
            ServerAddress address = ServerAddress.of(new DataDirectory(properties.directory()));
            address.verify();
            return new EmbeddedDatabase(address, null);
        } catch (IOException | EmbeddedDatabaseFailure unreachable) {
            inUse.addSuppressed(unreachable);
            throw inUse;
        }
    }

    private static EmbeddedDatabase start(EmbeddedDatabaseProperties properties, DirectoryLock lock)
            throws IOException {
        long begin = System.nanoTime();
        try {
            ServerStart start = ServerStart.prepare(properties);
            Postmaster server = start.run();
            ServerAddress address = ServerAddress.of(start.data());
            LOG.info(
                    "Embedded PostgreSQL is ready on port {} after {} ms, data in {}",
                    address.port(),
                    (System.nanoTime() - begin) / 1_000_000,
                    properties.directory());
            return new EmbeddedDatabase(address, new Ownership(lock, server));
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** Returns where the service's database is. */
    public String jdbcUrl() {
        return address.jdbcUrl();
    }

    /** Returns the owner of the service's database, who is no administrator of the server. */
    public String username() {
        return ServerAddress.OWNER;
    }

    /** Returns the owner's password. */
    public String password() {
        return address.password();
    }

    /** Stops the server if this process started it. Connections that are still open are cut. */
    @Override
    public void close() {
        if (ownership == null || closed.getAndSet(true)) {
            return;
        }
        try (ownership.lock) {
            ownership.server.stop();
        } catch (IOException failed) {
            throw new EmbeddedDatabaseFailure("The embedded PostgreSQL did not stop cleanly: " + failed + ".", failed);
        }
    }

    private record Ownership(DirectoryLock lock, Postmaster server) {}
}
