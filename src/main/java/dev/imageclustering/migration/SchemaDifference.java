package dev.imageclustering.migration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What sets two schemas apart, ordered by table. */
record SchemaDifference(List<Change> changes) {

    private static final Pattern CAST_TEXT = Pattern.compile("\\(('(?:[^']|'')*'::character varying)\\)::text");
    private static final Pattern CAST_ARRAY = Pattern.compile("\\((ARRAY\\[[^\\]]*\\])\\)::text\\[\\]");

    SchemaDifference {
        changes = List.copyOf(changes);
    }

    /** Compares a schema with what it should be. */
    static SchemaDifference between(SchemaSnapshot expected, SchemaSnapshot actual) {
        Map<SchemaObject, List<String>> missing = others(expected, actual);
        Map<SchemaObject, List<String>> unexpected = others(actual, expected);
        Set<SchemaObject> objects = new TreeSet<>(missing.keySet());
        objects.addAll(unexpected.keySet());
        List<Change> changes = new ArrayList<>();
        for (SchemaObject object : objects) {
            changes.addAll(changes(
                    object, missing.getOrDefault(object, List.of()), unexpected.getOrDefault(object, List.of())));
        }
        return new SchemaDifference(changes);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns the difference for a person: a line for each table, and under it what is different there. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        @Nullable String table = null;
        for (Change change : changes) {
            if (!change.table().equals(table)) {
                table = change.table();
                lines.add(table.isEmpty() ? "no table:" : table + ":");
            }
            lines.addAll(change.lines());
        }
        return lines;
    }

    /** Returns {@link #lines()} as one text, without a line break at its end. */
    String text() {
        return String.join(System.lineSeparator(), lines());
    }

    private static Map<SchemaObject, List<String>> others(SchemaSnapshot of, SchemaSnapshot butNotOf) {
        Set<String> alike =
                butNotOf.lines().stream().map(SchemaDifference::canonical).collect(Collectors.toSet());
        Map<SchemaObject, List<String>> others = new TreeMap<>();
        of.lines().stream()
                .filter(line -> !alike.contains(canonical(line)))
                .forEach(line -> others.computeIfAbsent(SchemaObject.of(line), object -> new ArrayList<>())
                        .add(line));
        return others;
    }

    /**
     * The database writes {@code status in ('a', 'b')} in another way when the check was made from what it wrote before,
     * as by a restored dump.
     */
    private static String canonical(String line) {
        return CAST_ARRAY.matcher(CAST_TEXT.matcher(line).replaceAll("$1")).replaceAll("$1");
    }

    private static List<Change> changes(SchemaObject object, List<String> missing, List<String> unexpected) {
        if (missing.size() == 1 && unexpected.size() == 1) {
            return List.of(new Change(Kind.CHANGED, object.table(), missing.getFirst(), unexpected.getFirst()));
        }
        List<Change> changes = new ArrayList<>();
        missing.forEach(line -> changes.add(new Change(Kind.MISSING, object.table(), line, null)));
        unexpected.forEach(line -> changes.add(new Change(Kind.UNEXPECTED, object.table(), null, line)));
        return changes;
    }

    /** How an object differs from what it should be. */
    enum Kind {
        MISSING,
        UNEXPECTED,
        CHANGED;

        @JsonValue
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One object that differs.
     *
     * @param table empty for what belongs to no table
     * @param expected the line of the object as it should be; null where there should be none
     * @param actual the line of the object as it is; null where there is none
     */
    record Change(
            Kind kind,
            String table,
            @Nullable String expected,
            @Nullable String actual) {

        private List<String> lines() {
            if (expected == null || actual == null) {
                return List.of("  %-10s %s".formatted(kind.label(), expected == null ? actual : expected));
            }
            return List.of("  %-10s %s".formatted(kind.label(), expected), "  %10s %s".formatted("is", actual));
        }
    }
}
