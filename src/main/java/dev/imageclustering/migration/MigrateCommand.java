package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code migrate}, whose verbs are commands of their own. */
@Command(
        name = "migrate",
        description = "Inspects and changes the revision of the database schema.",
        subcommands = {AdoptVerb.class, RepairVerb.class})
public final class MigrateCommand {

    private final Supplier<DatabaseAccess> access;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    private MigrateCommand(Supplier<DatabaseAccess> access) {
        this.access = access;
    }

    /**
     * Runs one verb.
     *
     * @param access opens the database, only when the verb needs it
     * @return the exit code: 0 done, 1 found something, 2 wrong usage, 255 refused or failed
     */
    public static int execute(String[] args, Supplier<DatabaseAccess> access, PrintWriter out, PrintWriter err) {
        return new CommandLine(new MigrateCommand(access))
                .setOut(out)
                .setErr(err)
                .execute(args);
    }

    /** Opens the database; the caller closes it. */
    DatabaseAccess open() {
        return access.get();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
