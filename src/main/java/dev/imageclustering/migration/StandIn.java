package dev.imageclustering.migration;

import java.util.Map;

/** A value for the rows of a table that get a required column, in place of the one that only a person can know. */
final class StandIn {

    private static final Map<String, String> LITERALS = Map.ofEntries(
            Map.entry("varchar", "''"),
            Map.entry("character", "''"),
            Map.entry("text", "''"),
            Map.entry("bytea", "''"),
            Map.entry("smallint", "0"),
            Map.entry("integer", "0"),
            Map.entry("bigint", "0"),
            Map.entry("real", "0"),
            Map.entry("double precision", "0"),
            Map.entry("numeric", "0"),
            Map.entry("boolean", "false"),
            Map.entry("date", "now()"),
            Map.entry("timestamp with time zone", "now()"),
            Map.entry("timestamp without time zone", "now()"),
            Map.entry("json", "'{}'"),
            Map.entry("jsonb", "'{}'"),
            Map.entry("uuid", "gen_random_uuid()"));

    private static final Map<String, String> DISTINCT =
            Map.of("varchar", "gen_random_uuid()::text", "text", "gen_random_uuid()::text");

    private StandIn() {}

    /** Returns an expression for a column of the table; null in SQL for a type that has no neutral value. */
    static String of(MappedTable table, MappedTable.Column column) {
        String type = column.type().replaceFirst("\\(.*\\)", "");
        boolean distinct =
                table.uniques().stream().anyMatch(unique -> unique.columns().contains(column.name()));
        String literal = LITERALS.getOrDefault(type, "null");
        return distinct ? DISTINCT.getOrDefault(type, literal) : literal;
    }
}
