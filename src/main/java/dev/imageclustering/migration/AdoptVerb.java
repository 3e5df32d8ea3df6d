package dev.imageclustering.migration;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Takes over a database of the Python system. */
@Command(
        name = "adopt",
        description = {
            "Takes over a database of the Python system: compares its schema with the one of its revision, writes the"
                    + " revisions that it is made of into the history, and applies the rest. No row is changed by that.",
            "It is adopted at 487c42b05f95, 0c40df432af5 and cc526443c54f, and refused as it is otherwise."
        },
        footer = {
            "",
            "Example:",
            "  migrate adopt",
            "  migrate adopt --as cc526443c54f   (a database without alembic_version)"
        })
final class AdoptVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Option(
            names = "--as",
            paramLabel = "REV",
            description = "the revision that a database without alembic_version is taken for")
    private @Nullable String as;

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Override
    public Integer call() throws SQLException {
        try (DatabaseAccess database = parent.open()) {
            if (!MigrateCommand.read(database, (connection, _) -> MigrationSession.hasSchema(connection))) {
                say("Nothing to adopt: the database has no tables; migrate upgrade head makes them");
                return MigrateCommand.DONE;
            }
            MigrationProperties settings = database.settings();
            new Migrator(database.unpooled(), lockWait.duration(settings), settings.busyTables())
                    .runGuarded(this::adopt);
            return MigrateCommand.DONE;
        }
    }

    private void adopt(GuardedLiquibase liquibase) throws LiquibaseException {
        HistoryState state = liquibase.state();
        if (!state.applied().isEmpty()) {
            say("Nothing to adopt: the database has a history of ours and is at " + state.currentId());
            return;
        }
        Optional<Adoption> adoption = liquibase.adopt(as);
        if (adoption.isEmpty()) {
            say("Nothing to adopt: the database has no tables; migrate upgrade head makes them");
            return;
        }
        say("Adopted at %s: %d revisions were written into the history"
                .formatted(adoption.get().pythonRevision(), adoption.get().count()));
        liquibase.update(new Contexts(), new LabelExpression());
        say("The schema is at " + liquibase.state().currentId() + " (head)");
    }

    private void say(String line) {
        parent.out().println(line);
        parent.out().flush();
    }
}
