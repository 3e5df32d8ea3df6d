package dev.imageclustering.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Finds what an interrupted or a hand-made change has left, and mends what is safe. */
@Command(
        name = "repair",
        description = "Looks for a stuck lock, indexes that were left INVALID, revisions that changed after they were"
                + " applied and a history out of order; says what it found and mends what is safe.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing found, or all of it mended",
            "1:something is left",
            "2:wrong usage",
            "255:refused or failed"
        },
        footer = {"", "Example:", "  migrate repair", "  migrate repair --accept-checksums"})
final class RepairVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Option(
            names = "--accept-checksums",
            description = "Takes the texts of this program for the ones that were applied.")
    private boolean acceptChecksums;

    @Override
    public Integer call() throws SQLException {
        try (DatabaseAccess database = parent.open()) {
            if (!MigrateCommand.read(database, (connection, _) -> MigrationSession.hasSchema(connection))) {
                parent.out().println("Nothing to repair: the database has no schema " + Migrator.SCHEMA);
                return MigrateCommand.DONE;
            }
            Repair repair = new Repair(acceptChecksums, parent.out()::println);
            new Migrator(database.unpooled(), Duration.ZERO).runGuarded(repair::run);
            return repair.isAllMended() ? MigrateCommand.DONE : MigrateCommand.FOUND;
        }
    }
}
