package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Prints the newest revision of the chain, and what the database still lacks of it. */
@Command(
        name = "heads",
        description = "Shows the newest revision and those that are pending, the next one first.",
        footerHeading = "%nExample:%n",
        footer = "  migrate heads --json")
final class HeadsVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws SQLException {
        return parent.read(this::print);
    }

    private int print(Connection connection, DatabaseAccess database) throws SQLException {
        DatabaseState state = DatabaseState.read(RevisionChain.load(), connection);
        if (json.asked()) {
            Map<String, @Nullable Object> answer = StateText.summary(state, database);
            answer.put("title", state.chain().head().title());
            answer.put(
                    "pending", state.pending().stream().map(HeadsVerb::describe).toList());
            JsonOption.print(parent.out(), answer);
        } else {
            print(state, parent.out());
        }
        state.disorder().ifPresent(parent.err()::println);
        return 0;
    }

    private static void print(DatabaseState state, PrintWriter out) {
        Revision head = state.chain().head();
        List<Revision> pending = state.pending();
        out.println("%s (head), %s".formatted(head.id(), head.title()));
        if (pending.isEmpty()) {
            out.println("Nothing is pending.");
            return;
        }
        out.println("Pending, the next one first:");
        pending.forEach(revision -> out.println("  %s, %s".formatted(revision.id(), revision.title())));
    }

    private static Map<String, String> describe(Revision revision) {
        return Map.of("revision", revision.id(), "title", revision.title());
    }
}
