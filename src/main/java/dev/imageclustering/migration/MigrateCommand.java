package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code migrate}, whose verbs are commands of their own. */
@Command(
        name = "migrate",
        description = "Inspects and changes the revision of the database schema.",
        subcommands = {
            CurrentVerb.class,
            HistoryVerb.class,
            HeadsVerb.class,
            UpgradeVerb.class,
            DowngradeVerb.class,
            StampVerb.class,
            WaitVerb.class,
            RevisionVerb.class,
            CheckVerb.class,
            DriftVerb.class,
            LintVerb.class,
            AdoptVerb.class,
            RepairVerb.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a check found something",
            "2:wrong usage",
            "255:refused or failed; the reason is one line on the error stream",
        },
        footerHeading = "%nThe database is the server's, by the same settings and variables"
                + " (SPRING_DATASOURCE_URL and so on), also as arguments: --spring.datasource.url=URL.%n%nExample:%n",
        footer = "  migrate upgrade head")
public final class MigrateCommand {

    static final int DONE = 0;
    static final int FOUND = 1;
    static final int REFUSED = 255;

    private final Supplier<DatabaseAccess> access;
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    private MigrateCommand(Supplier<DatabaseAccess> access, Terminal terminal) {
        this.access = access;
        this.terminal = terminal;
    }

    /**
     * Runs one verb.
     *
     * @param access opens the database, only when the verb needs it; it may throw {@link DatabaseUnavailable}
     * @return the exit code: 0 done, 1 found something, 2 wrong usage, 255 refused or failed
     */
    public static int execute(String[] args, Supplier<DatabaseAccess> access, PrintWriter out, PrintWriter err) {
        return execute(args, access, out, err, Terminal.ofTheProcess());
    }

    static int execute(
            String[] args, Supplier<DatabaseAccess> access, PrintWriter out, PrintWriter err, Terminal terminal) {
        CommandLine migrate = new CommandLine(new MigrateCommand(access, terminal));
        HelpOption.addTo(migrate);
        int code = migrate.setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((misuse, _) -> explain(misuse))
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command.getErr()))
                .execute(stepsBackLast(args));
        out.flush();
        err.flush();
        return code;
    }

    /** Has {@code downgrade -1} understood: picocli would take the steps for an option. */
    private static String[] stepsBackLast(String[] args) {
        List<String> rest = new ArrayList<>(Arrays.asList(args));
        List<String> steps =
                rest.stream().filter(argument -> argument.matches("-\\d+")).toList();
        if (steps.isEmpty() || rest.contains("--")) {
            return args;
        }
        rest.removeAll(steps);
        rest.add("--");
        rest.addAll(steps);
        return rest.toArray(String[]::new);
    }

    private static int explain(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        command.getErr().println(MigrationFailed.reason(misuse));
        if (command.getParent() == null) {
            command.usage(command.getErr());
        } else {
            command.getErr().printf("See %s --help%n", command.getCommandSpec().qualifiedName());
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception failure, PrintWriter err) {
        switch (failure) {
            case MigrationFailed told -> err.println(told.getMessage());
            case DatabaseUnavailable told -> err.println(told.getMessage());
            case SQLException told -> err.println("The database refused: " + MigrationFailed.reason(told));
            default -> failure.printStackTrace(err);
        }
        return REFUSED;
    }

    /** Opens the database; the caller closes it. */
    DatabaseAccess open() {
        return access.get();
    }

    /** Runs something on one new connection, in autocommit, and closes what was opened for it. */
    <T> T read(Reading<T> reading) throws SQLException {
        try (DatabaseAccess database = open()) {
            return read(database, reading);
        }
    }

    static <T> T read(DatabaseAccess database, Reading<T> reading) throws SQLException {
        try (Connection connection = connect(database)) {
            return reading.read(connection, database);
        }
    }

    /** What is done with a connection to a database. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Connection connection, DatabaseAccess database) throws SQLException;
    }

    private static Connection connect(DatabaseAccess database) {
        try {
            return database.unpooled().getConnection();
        } catch (SQLException refused) {
            throw new DatabaseUnavailable(
                    "No connection to the database at %s: %s"
                            .formatted(database.description(), MigrationFailed.reason(refused)),
                    refused);
        }
    }

    Terminal terminal() {
        return terminal;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
