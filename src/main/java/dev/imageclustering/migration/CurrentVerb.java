package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints the revision that the database is at; on an empty database nothing. */
@Command(
        name = "current",
        description = "Shows the revision that the database is at; on an empty database nothing.",
        footerHeading = "%nExample:%n",
        footer = "  migrate current -v")
final class CurrentVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows the database, the title, when it was applied, and what is pending.")
    private boolean verbose;

    @Override
    public Integer call() throws SQLException {
        return parent.read(this::print);
    }

    private int print(Connection connection, DatabaseAccess database) throws SQLException {
        DatabaseState state = DatabaseState.read(RevisionChain.load(), connection);
        if (json.asked()) {
            JsonOption.print(parent.out(), describe(state, database));
        } else if (verbose) {
            printAll(state, database, parent.out());
        } else {
            state.current().ifPresent(row -> parent.out().println(StateText.marked(state, row)));
        }
        state.disorder().ifPresent(parent.err()::println);
        return 0;
    }

    private static void printAll(DatabaseState state, DatabaseAccess database, PrintWriter out) {
        out.println("Database: " + database.description());
        Optional<AppliedRevision> current = state.current();
        if (current.isEmpty()) {
            out.println("Revision: none");
        } else {
            AppliedRevision row = current.get();
            int number = state.chain().number(row.id());
            out.println("Revision: " + StateText.marked(state, row));
            if (number > 0) {
                out.println("Revises:  " + state.chain().before(number));
            }
            out.println("Title:    " + row.title());
            out.println("Applied:  " + StateText.time(row));
        }
        out.println("Pending:  " + state.pending().size());
    }

    private static Map<String, ?> describe(DatabaseState state, DatabaseAccess database) {
        Map<String, @Nullable Object> answer = StateText.summary(state, database);
        answer.put("pending", state.pending().stream().map(Revision::id).toList());
        answer.put("unknown", state.unknown().stream().map(AppliedRevision::id).toList());
        return answer;
    }
}
