package dev.imageclustering.migration;

import dev.imageclustering.migration.ScriptOptions.Span;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A verb that moves the schema to a revision, or writes the script that would. */
abstract class MoveVerb implements Callable<Integer> {

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

    private final RevisionChain chain = RevisionChain.load();

    @Override
    public final Integer call() throws SQLException {
        String misuse = misuse(script);
        if (!misuse.isEmpty()) {
            throw new ParameterException(spec.commandLine(), misuse);
        }
        if (script.asked()) {
            printScript(script.span(revision(), chain, parent));
        } else {
            RevisionReference target = RevisionReference.parse(revision());
            try (DatabaseAccess database = parent.open()) {
                move(target, database);
            }
        }
        return MigrateCommand.DONE;
    }

    private void printScript(Span span) throws SQLException {
        requireDirection(span.from(), span.to());
        if (span.from() == span.to()) {
            out().printf("-- Nothing to do: at %s%n", chain.label(span.to()));
        } else {
            printScript(span, script.asksDatabase(revision()));
        }
    }

    /** Returns what the operator wrote for the revision. */
    abstract String revision();

    /** Tells why the arguments do not fit together; empty when they do. */
    abstract String misuse(ScriptOptions script);

    /** Refuses to go the other way. */
    abstract void requireDirection(int from, int to);

    abstract void printScript(Span span, boolean asksDatabase) throws SQLException;

    abstract void move(RevisionReference target, DatabaseAccess database) throws SQLException;

    final Migrator migrator(DatabaseAccess database) {
        Duration patience = lockWait.duration(database.settings());
        return new Migrator(database.unpooled(), patience, database.settings().busyTables());
    }

    final HistoryState state(DatabaseAccess database) throws SQLException {
        return MigrateCommand.read(database, (connection, _) -> HistoryState.read(chain, connection));
    }

    final void sayNothingToDo(int position) {
        out().printf("Nothing to do: the database is at %s.%n", chain.label(position));
    }

    final RevisionChain chain() {
        return chain;
    }

    final MigrateCommand parent() {
        return parent;
    }

    final PrintWriter out() {
        return parent.out();
    }

    static String revisions(int count) {
        return count == 1 ? "1 revision" : count + " revisions";
    }
}
