package dev.imageclustering.migration;

import java.util.List;

/**
 * One difference between the entities and the schema, with the way to the entities and back.
 *
 * @param table it is in; empty for a sequence of no table
 * @param description for a person, such as {@code column caption text is missing}
 * @param up the statements that take the schema to the entities
 * @param down the statements that take it back
 * @param warnings what a person has to decide before the statements are used
 * @param allowance what lint would object to without reason, as an exception declares it; empty if nothing
 */
record EntityChange(
        String table, String description, List<String> up, List<String> down, List<String> warnings, String allowance) {

    EntityChange {
        up = List.copyOf(up);
        down = List.copyOf(down);
        warnings = List.copyOf(warnings);
    }

    /** A change that somebody has to decide on. */
    static EntityChange risky(String table, String description, List<String> up, List<String> down, String warning) {
        return new EntityChange(table, description, up, down, List.of(warning), "");
    }

    static EntityChange safe(String table, String description, String up, String down) {
        return new EntityChange(table, description, List.of(up), List.of(down), List.of(), "");
    }

    String line() {
        return table.isEmpty() ? description : table + ": " + description;
    }
}
