package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the chain of revisions, the newest first, with what the database knows of each. */
@Command(
        name = "history",
        description = "Lists the revisions, the newest first, and when each was applied.",
        footerHeading = "%nExample:%n",
        footer = "  migrate history -v")
final class HistoryVerb extends ReadVerb {

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows each revision in several lines, with its file and checksum.")
    private boolean verbose;

    @Override
    void print(HistoryState state, DatabaseAccess database, PrintWriter out) {
        entries(state).forEach(verbose ? entry -> entry.printAll(out) : entry -> out.println(entry.line()));
    }

    @Override
    void describe(HistoryState state, Map<String, @Nullable Object> answer) {
        answer.put("revisions", entries(state).stream().map(Entry::describe).toList());
    }

    private static List<Entry> entries(HistoryState state) {
        List<Entry> entries = new ArrayList<>();
        RevisionChain chain = state.chain();
        for (int number = 1; number <= chain.revisions().size(); number++) {
            Revision revision = chain.revisions().get(number - 1);
            AppliedRevision row = state.find(revision.id()).orElse(null);
            entries.add(new Entry(state, revision.id(), revision.title(), chain.before(number), revision, row));
        }
        for (AppliedRevision row : state.unexpected()) {
            entries.add(new Entry(state, row.id(), String.valueOf(row.title()), null, null, row));
        }
        Collections.reverse(entries);
        return entries;
    }

    /**
     * A revision of the chain, of the database, or of both.
     *
     * @param revises {@code base} for the first one, null where it is unknown
     */
    private record Entry(
            HistoryState state,
            String id,
            String title,
            @Nullable String revises,
            @Nullable Revision revision,
            @Nullable AppliedRevision row) {

        String line() {
            return "%s%s, %s. Revises %s, %s."
                    .formatted(id, marks(), title, revises == null ? "unknown" : revises, applied());
        }

        void printAll(PrintWriter out) {
            out.println("Revision: " + id + marks());
            out.println("Revises:  " + (revises == null ? "unknown" : revises));
            out.println("Title:    " + title);
            out.println("Applied:  " + (row == null ? "no" : StateText.time(row)));
            if (row != null && row.checksum() != null) {
                out.println("Checksum: " + row.checksum());
            }
            if (revision != null) {
                out.println("File:     " + revision.resource());
            }
            out.println();
        }

        private String applied() {
            return row == null ? "pending" : "applied " + StateText.time(row);
        }

        private String marks() {
            return (state.isCurrent(id) ? " (current)" : "")
                    + (state.isHead(id) ? " (head)" : "")
                    + (revision == null ? " (unknown to this program)" : "");
        }

        Map<String, @Nullable Object> describe() {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("revision", id);
            entry.put("revises", "base".equals(revises) ? null : revises);
            entry.put("title", title);
            entry.put("applied_at", row == null ? null : row.appliedAt().toString());
            entry.put("checksum", row == null ? null : row.checksum());
            entry.put("current", state.isCurrent(id));
            entry.put("head", state.isHead(id));
            entry.put("known", revision != null);
            return entry;
        }
    }
}
