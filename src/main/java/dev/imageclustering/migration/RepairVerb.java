package dev.imageclustering.migration;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Finds what an interrupted or a hand-made change has left, and mends what is safe. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for a stuck lock, indexes that were left INVALID, revisions that changed after they were applied and a"
                    + " history out of order; says what it found and mends what is safe.",
            "Exit code 0: nothing found, or all of it mended; 1: something is left; 255: failed."
        },
        footer = {"", "Example:", "  migrate repair", "  migrate repair --accept-checksums"})
final class RepairVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand migrate;

    @Option(
            names = "--accept-checksums",
            description = "takes the texts of this program for the ones that were applied")
    private boolean acceptChecksums;

    @Override
    public Integer call() {
        try (DatabaseAccess access = migrate.open()) {
            Repair repair = new Repair(acceptChecksums, line -> migrate.out().println(line));
            new Migrator(access.unpooled(), Duration.ZERO).runGuarded(repair::run);
            return repair.isAllMended() ? ExitCodes.DONE : ExitCodes.FOUND;
        } catch (MigrationFailed failure) {
            migrate.err().println(failure.getMessage());
            return ExitCodes.FAILED;
        } finally {
            migrate.out().flush();
        }
    }
}
