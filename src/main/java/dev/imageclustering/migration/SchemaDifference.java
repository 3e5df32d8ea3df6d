package dev.imageclustering.migration;

import java.util.ArrayList;
import java.util.List;

/** What sets two schemas apart. */
record SchemaDifference(List<String> lines) {

    SchemaDifference {
        lines = List.copyOf(lines);
    }

    /** Compares a schema with what it should be. */
    static SchemaDifference between(SchemaSnapshot expected, SchemaSnapshot actual) {
        List<String> lines = new ArrayList<>();
        expected.lines().stream()
                .filter(line -> !actual.lines().contains(line))
                .forEach(line -> lines.add("  missing    " + line));
        actual.lines().stream()
                .filter(line -> !expected.lines().contains(line))
                .forEach(line -> lines.add("  unexpected " + line));
        return new SchemaDifference(lines);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    String text() {
        return String.join(System.lineSeparator(), lines);
    }
}
