package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the server's programs under the server's account. */
record ServerCommands(ServerPrograms programs, ServerAccount account) {

    /** Prepares a program; {@code wrapper} goes in front of everything else. */
    ProcessBuilder prepare(List<String> wrapper, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(account.prefix());
        command.add(programs.program(program).toString());
        command.addAll(arguments);
        return clean(new ProcessBuilder(command));
    }

    /** Prepares any other command. */
    ProcessBuilder prepare(List<String> words) {
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(words);
        return clean(new ProcessBuilder(command));
    }

    /**
     * Runs a program to its end.
     *
     * @throws EmbeddedDatabaseFailure with the program's own words, if it fails
     */
    void run(String program, List<String> arguments) throws IOException {
        Result result = run(prepare(List.of(), program, arguments));
        if (result.status() != 0) {
            throw new EmbeddedDatabaseFailure(
                    "PostgreSQL's %s failed (%s): %s".formatted(program, account.description(), result.output()));
        }
    }

    /** Runs any prepared command to its end. */
    static Result run(ProcessBuilder command) throws IOException {
        Process process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(await(process), output.strip());
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for process " + process.pid());
        }
    }

    /** Nobody's PGDATA or PGOPTIONS may reach the server, and its messages have to be in one language. */
    private static ProcessBuilder clean(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        // The working directory of this process may be closed to the server's account.
        return builder.directory(Path.of("/").toFile());
    }

    record Result(int status, String output) {}
}
