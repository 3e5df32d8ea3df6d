package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the revision that the database is at; on an empty database nothing. */
@Command(
        name = "current",
        description = "Shows the revision that the database is at; on an empty database nothing.",
        footerHeading = "%nExample:%n",
        footer = "  migrate current -v")
final class CurrentVerb extends ReadVerb {

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows the database, the title, when it was applied, and what is pending.")
    private boolean verbose;

    @Override
    void print(HistoryState state, DatabaseAccess database, PrintWriter out) {
        if (verbose) {
            printAll(state, database, out);
        } else {
            state.current().ifPresent(row -> out.println(StateText.marked(state, row)));
        }
    }

    private static void printAll(HistoryState state, DatabaseAccess database, PrintWriter out) {
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

    @Override
    void describe(HistoryState state, Map<String, @Nullable Object> answer) {
        answer.put("pending", state.pending().stream().map(Revision::id).toList());
        answer.put(
                "unknown", state.unexpected().stream().map(AppliedRevision::id).toList());
    }
}
