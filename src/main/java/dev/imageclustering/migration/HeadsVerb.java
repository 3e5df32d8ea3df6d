package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Prints the newest revision of the chain, and what the database still lacks of it. */
@Command(
        name = "heads",
        description = "Shows the newest revision and those that are pending, the next one first.",
        footerHeading = "%nExample:%n",
        footer = "  migrate heads --json")
final class HeadsVerb extends ReadVerb {

    @Override
    void describe(HistoryState state, Map<String, @Nullable Object> answer) {
        answer.put("title", state.chain().head().title());
        answer.put("pending", state.pending().stream().map(HeadsVerb::describe).toList());
    }

    @Override
    void print(HistoryState state, DatabaseAccess database, PrintWriter out) {
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
