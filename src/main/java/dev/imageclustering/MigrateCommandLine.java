package dev.imageclustering;

import dev.imageclustering.migration.MigrateCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The command {@code migrate} on the process's streams: answers on the one, all else that is said on the other. */
final class MigrateCommandLine {

    /** {@code --spring.datasource.url=...}: a setting of the server; no option of the verbs has a dot in its name. */
    private static final Predicate<String> SETTING = argument -> argument.matches("--[^=]*\\..*");

    private MigrateCommandLine() {}

    /**
     * Runs one verb.
     *
     * @param args the verb and its options, with settings of the server among them
     * @return the exit code
     */
    static int execute(String[] args) {
        // Read when something is first logged, which most verbs that only look never do.
        System.setProperty("logback.configurationFile", "migrate-logback.xml");
        List<String> settings = Arrays.stream(args).filter(SETTING).toList();
        String[] verb = Arrays.stream(args).filter(SETTING.negate()).toArray(String[]::new);
        return MigrateCommand.execute(
                verb,
                () -> MigrationDatabase.open(new CommandSettings(settings)),
                writer(System.out),
                writer(System.err));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
