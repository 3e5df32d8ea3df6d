package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process of one cluster, whoever started it. */
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration STOP_WAIT = Duration.ofMinutes(1);
    private static final Duration END_WAIT = Duration.ofSeconds(5);
    private static final int STATUS_LINE = 7;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** Said on the command line, these win over every file in the data directory. */
    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "timezone", "UTC",
            "log_timezone", "UTC");

    private final ProcessHandle process;
    private final DataDirectory data;
    private final ServerCommands commands;

    private Postmaster(ProcessHandle process, DataDirectory data, ServerCommands commands) {
        this.process = process;
        this.data = data;
        this.commands = commands;
    }

    /**
     * Starts the server without waiting for it. It is the leader of a session of its own, so that an interrupt from the
     * terminal reaches the application only, which closes its connections before it stops the server.
     */
    static Postmaster start(DataDirectory data, ServerCommands commands, int port) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-D", data.cluster().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        List<String> wrapper = Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
        Process process = commands.prepare(wrapper, "postgres", arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log().toFile()))
                .start();
        process.getOutputStream().close();
        return new Postmaster(process.toHandle(), data, commands);
    }

    /**
     * Finds a server that still runs on the cluster after the process that started it was killed, and clears away the
     * mark of one that does not run any more: another process may have its number now.
     */
    static Optional<Postmaster> orphan(DataDirectory data, ServerCommands commands) throws IOException {
        Path mark = mark(data);
        if (Files.notExists(mark)) {
            return Optional.empty();
        }
        Optional<ProcessHandle> server = processIn(mark).filter(process -> isServerOf(data.cluster(), process));
        if (server.isEmpty()) {
            Files.deleteIfExists(mark);
        }
        return server.map(process -> new Postmaster(process, data, commands));
    }

    /** A power failure can leave the file empty. */
    private static Optional<ProcessHandle> processIn(Path mark) throws IOException {
        String number = Files.readString(mark).lines().findFirst().orElse("").strip();
        return NUMBER.matcher(number).matches() ? ProcessHandle.of(Long.parseLong(number)) : Optional.empty();
    }

    /** A server's working directory is its data directory. */
    private static boolean isServerOf(Path cluster, ProcessHandle process) {
        Path workingDirectory = Path.of("/proc/" + process.pid() + "/cwd");
        try {
            return Files.isSameFile(workingDirectory, cluster);
        } catch (IOException endedOrHidden) {
            return process.isAlive()
                    && process.info()
                            .command()
                            .filter(command -> command.endsWith("postgres"))
                            .isPresent();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Tells whether the server takes connections: it writes so into the file that bears its process number. */
    boolean isReady() throws IOException {
        Path mark = mark(data);
        if (Files.notExists(mark)) {
            return false;
        }
        List<String> lines = Files.readAllLines(mark);
        return lines.size() > STATUS_LINE
                && lines.getFirst().strip().equals(Long.toString(process.pid()))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /** Stops the server with everything written; one that does not come to its end is cut off and recovers later. */
    void stop() throws IOException {
        for (String mode : List.of("fast", "immediate")) {
            if (!process.isAlive() || stopped(mode)) {
                return;
            }
        }
        throw new EmbeddedDatabaseFailure(
                "The embedded PostgreSQL (process %d) on the data directory %s does not stop; stop it by hand."
                        .formatted(process.pid(), data.root()));
    }

    private boolean stopped(String mode) throws IOException {
        String seconds = Long.toString(STOP_WAIT.toSeconds());
        try {
            commands.run("pg_ctl", List.of("stop", "-D", data.cluster().toString(), "-m", mode, "-t", seconds));
        } catch (EmbeddedDatabaseFailure notStopped) {
            LOG.warn("Stopping the embedded PostgreSQL in mode {}: {}", mode, notStopped.getMessage());
            return false;
        }
        awaitEnd();
        return true;
    }

    /** The file of a stopped server is gone a moment before its process is; nothing is lost if that takes longer. */
    private void awaitEnd() {
        process.onExit()
                .completeOnTimeout(process, END_WAIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static Path mark(DataDirectory data) {
        return data.cluster().resolve("postmaster.pid");
    }
}
