package dev.imageclustering.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that only migrates: the databases that it is told, one after the other. */
final class MigratingProcess implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;

    private MigratingProcess(Process process) {
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the process; it waits for its orders. */
    static MigratingProcess start(Path log) throws IOException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                MigratingProcess.class.getName());
        return new MigratingProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    void awaitReady() throws IOException {
        awaitLine(READY);
    }

    /** Orders the migration of a database, and does not wait for it. */
    void migrate(String url) {
        orders.println(url);
    }

    /** Waits until the migration that was ordered has ended, and says how: "done" or what failed. */
    String answer() throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith("> ")) {
            line = answers.readLine();
        }
        return line == null ? "dead" : line.substring(2);
    }

    /** Sends SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void awaitLine(String text) throws IOException {
        String line = answer();
        if (!line.equals(text)) {
            throw new IOException("The process answered " + line);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        // The log goes another way: nobody reads it, and a full pipe would stop the process.
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("> " + READY);
        for (String url = in.readLine(); url != null; url = in.readLine()) {
            out.println("> " + migrateHere(Objects.requireNonNull(url)));
        }
    }

    private static String migrateHere(String url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser("postgres");
        try {
            new Migrator(database, Duration.ofMinutes(1)).upgrade();
            return "done";
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }
}
