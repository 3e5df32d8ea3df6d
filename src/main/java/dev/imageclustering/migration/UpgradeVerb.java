package dev.imageclustering.migration;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Applies the revisions up to one, each as a whole. */
@Command(
        name = "upgrade",
        description = "Applies revisions up to and with REVISION, each as a whole.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate upgrade head",
            "  migrate upgrade +1",
            "  migrate upgrade c69c",
            "  migrate upgrade head --sql > upgrade.sql",
            "  migrate upgrade base:head --sql > all.sql"
        })
final class UpgradeVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Parameters(
            paramLabel = "REVISION",
            description = "head, an id or the first digits of one (4 or more), +N, or an id with +N or -N behind it;"
                    + " with --sql also FROM:TO.")
    private String revision = "";

    private final RevisionChain chain = RevisionChain.load();

    @Override
    public Integer call() throws SQLException {
        String misuse = script.misuse(revision);
        if (!misuse.isEmpty()) {
            throw new ParameterException(spec.commandLine(), misuse);
        }
        if (script.asked()) {
            printScript(script.span(revision, chain, parent));
        } else {
            upgrade(RevisionReference.parse(revision));
        }
        return 0;
    }

    private void printScript(ScriptOptions.Span span) {
        requireForward(span.from(), span.to());
        parent.out()
                .print(
                        span.from() == span.to()
                                ? "-- Nothing to do: at %s%n".formatted(chain.label(span.to()))
                                : new RevisionScript(chain).upgrade(span.from(), span.to()));
    }

    private void upgrade(RevisionReference target) throws SQLException {
        try (DatabaseAccess database = parent.open()) {
            DatabaseState state =
                    MigrateCommand.read(database, (connection, _) -> DatabaseState.read(chain, connection));
            int from = state.position();
            if (steps(target, state) == 0) {
                parent.out().printf("Nothing to do: the database is at %s.%n", chain.label(from));
                return;
            }
            new Migrator(database.unpooled(), lockWait.duration()).run(liquibase -> apply(target, liquibase));
        }
    }

    /** Counts again, now that nobody else migrates. */
    private void apply(RevisionReference target, Liquibase liquibase) throws LiquibaseException {
        DatabaseState state = DatabaseState.read(chain, liquibase);
        int steps = steps(target, state);
        if (steps > 0) {
            liquibase.update(steps, new Contexts(), new LabelExpression());
        }
        parent.out()
                .printf(
                        "Applied %d revision%s: the database is at %s.%n",
                        steps, steps == 1 ? "" : "s", chain.label(state.position() + steps));
    }

    private int steps(RevisionReference target, DatabaseState state) {
        int from = state.position();
        int to = target.position(chain, () -> from);
        requireForward(from, to);
        return to - from;
    }

    private void requireForward(int from, int to) {
        if (to < from) {
            throw new MigrationFailed("%s lies behind %s: to go back is 'migrate downgrade'. Nothing was done."
                    .formatted(chain.label(to), chain.label(from)));
        }
    }
}
