package dev.imageclustering.migration;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words in which the verbs tell where a database is. */
final class StateText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private StateText() {}

    /** Returns the id of a row of the history with what there is to know about its place in the chain. */
    static String marked(HistoryState state, AppliedRevision row) {
        if (state.chain().find(row.id()).isEmpty()) {
            return row.id() + " (unknown to this program)";
        }
        return row.id() + (state.isHead(row.id()) ? " (head)" : "");
    }

    static String time(AppliedRevision row) {
        return TIME.format(row.appliedAt());
    }

    /** Returns the beginning of every answer to a program. */
    static Map<String, @Nullable Object> summary(HistoryState state, DatabaseAccess database) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("database", database.description());
        summary.put("current", state.current().map(AppliedRevision::id).orElse(null));
        summary.put("head", state.chain().head().id());
        summary.put("at_head", state.isCurrent(state.chain().head().id()));
        return summary;
    }
}
