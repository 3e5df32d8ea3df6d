package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps from a folder, which may be empty or left behind in any state, to a server that takes connections. */
record ServerStart(DataDirectory data, ServerCommands commands, int configuredPort) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerStart.class);
    private static final int ATTEMPTS = 20;
    private static final int LOG_LINES = 5;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String PORT_TAKEN = "Address already in use";
    private static final String LEFT_BACKENDS = "pre-existing shared memory block";

    /** Finds the programs and a way to run them, makes the cluster if there is none, and stops an orphan. */
    static ServerStart prepare(EmbeddedDatabaseProperties properties) throws IOException {
        DataDirectory data = new DataDirectory(properties.directory());
        ServerPrograms programs = ServerPrograms.unpackedIn(properties.programs());
        ServerCommands commands = new ServerCommands(programs, ServerAccount.choose(programs, data));
        if (data.isInitialised()) {
            data.requireReadable();
            stopOrphan(data, commands);
            commands.account().own(data.cluster());
        } else {
            data.initialise(commands);
        }
        return new ServerStart(data, commands, properties.port());
    }

    private static void stopOrphan(DataDirectory data, ServerCommands commands) throws IOException {
        var orphan = Postmaster.orphan(data, commands);
        if (orphan.isPresent()) {
            LOG.info("Stopping the embedded PostgreSQL that a killed process left behind on {}", data.root());
            orphan.get().stop();
        }
    }

    /** Starts the server and makes sure that it is usable; on failure nothing is left running. */
    Postmaster run() throws IOException {
        Postmaster server = startOnSomePort();
        try {
            ServerAddress address = ServerAddress.of(data);
            address.makeDatabase();
            address.verify();
            return server;
        } catch (IOException | RuntimeException unusable) {
            server.stop();
            throw unusable;
        }
    }

    /** Another program may take the port between our look and the server's; and a killed server may still be ending. */
    private Postmaster startOnSomePort() throws IOException {
        String output = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            data.turnLog();
            data.rememberPort(choosePort());
            Postmaster server = Postmaster.start(data, commands, data.lastPort());
            if (awaitReady(server)) {
                return server;
            }
            output = lastLines();
            if (output.contains(LEFT_BACKENDS)) {
                pause(PAUSE);
            } else if (!output.contains(PORT_TAKEN)) {
                break;
            }
        }
        throw new EmbeddedDatabaseFailure("The embedded PostgreSQL in %s did not start (%s): %s"
                .formatted(data.root(), commands.account().description(), output));
    }

    /** Waits as long as the server lives: recovery after a power failure takes the time it takes. */
    private static boolean awaitReady(Postmaster server) throws IOException {
        while (server.isAlive()) {
            if (server.isReady()) {
                return true;
            }
            pause(POLL);
        }
        return false;
    }

    private static void pause(Duration duration) throws IOException {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the embedded PostgreSQL was starting");
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(data.log());
        return String.join("; ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    /** The port of the last run is kept where possible, so that other programs find the database again. */
    private int choosePort() throws IOException {
        if (configuredPort != 0) {
            if (!isFree(configuredPort)) {
                throw new EmbeddedDatabaseFailure(
                        "Port %d for the embedded PostgreSQL is already in use; stop the process that listens on it, or set IMAGE_CLUSTERING_EMBEDDED_DATABASE_PORT to another port or to 0 for any."
                                .formatted(configuredPort));
            }
            return configuredPort;
        }
        int last = data.lastPort();
        return last != 0 && isFree(last) ? last : anyFree();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFree() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
