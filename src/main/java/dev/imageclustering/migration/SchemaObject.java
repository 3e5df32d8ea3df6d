package dev.imageclustering.migration;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of a {@link SchemaSnapshot} is about.
 *
 * @param table that it belongs to, empty if to none
 * @param kind such as {@code column}
 * @param name of the object itself
 */
record SchemaObject(String table, String kind, String name) implements Comparable<SchemaObject> {

    private static final List<String> ORDER = List.of("table", "column", "constraint", "index", "sequence", "routine");
    private static final Comparator<SchemaObject> BY_TABLE = Comparator.comparing(SchemaObject::table)
            .thenComparingInt(object -> ORDER.indexOf(object.kind))
            .thenComparing(SchemaObject::name);

    private static final Pattern COLUMN = Pattern.compile("column ([^.]+)\\.(\\S+) .*");
    private static final Pattern CONSTRAINT = Pattern.compile("constraint (\\S+) (\\S+) .*");
    private static final Pattern INDEX = Pattern.compile("index (\\S+) CREATE (?:UNIQUE )?INDEX (\\S+) .*");
    private static final Pattern SEQUENCE =
            Pattern.compile("sequence (\\S+) (?:.* owned by (?:[^.]+\\.)?([^.]+)\\..*)?.*");

    static SchemaObject of(String line) {
        String kind = line.substring(0, Math.max(0, line.indexOf(' ')));
        return switch (kind) {
            case "table" -> new SchemaObject(line.substring(6), kind, "");
            case "column" -> of(kind, COLUMN.matcher(line), line);
            case "constraint" -> of(kind, CONSTRAINT.matcher(line), line);
            case "index" -> of(kind, INDEX.matcher(line), line);
            case "sequence" -> sequence(line);
            default -> new SchemaObject("", kind, line);
        };
    }

    private static SchemaObject of(String kind, Matcher parts, String line) {
        return parts.matches()
                ? new SchemaObject(parts.group(1), kind, parts.group(2))
                : new SchemaObject("", kind, line);
    }

    private static SchemaObject sequence(String line) {
        Matcher parts = SEQUENCE.matcher(line);
        if (!parts.matches()) {
            return new SchemaObject("", "sequence", line);
        }
        String owner = parts.group(2);
        return new SchemaObject(owner == null ? "" : owner, "sequence", parts.group(1));
    }

    @Override
    public int compareTo(SchemaObject other) {
        return BY_TABLE.compare(this, other);
    }
}
