package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that would make again what is in the schema, for the way back of a revision that drops it. The schema
 * must be the search path of the connection, so that the database writes names as the revisions do.
 */
final class PresentDefinitions {

    private static final String COLUMN = """
            select format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), attidentity <> '',
                pg_get_serial_sequence(?, attname) is not null
            from pg_attribute
            left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where attrelid = ?::regclass and attname = ?
            """;

    private static final String CONSTRAINTS = """
            select format('constraint %I %s', conname, pg_get_constraintdef(oid, true))
            from pg_constraint where conrelid = ?::regclass and contype in ('p', 'u', 'f', 'c')
            order by contype in ('c', 'f'), contype = 'f', conname
            """;

    private static final String INDEXES = """
            select pg_get_indexdef(indexrelid, 0, true) from pg_index
            where indrelid = ?::regclass and not exists (select from pg_constraint where conindid = indexrelid)
            order by indexrelid
            """;

    private static final String CONSTRAINTS_OF_COLUMN = """
            select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid, true))
            from pg_constraint
            where conrelid = ?::regclass and contype in ('p', 'u', 'f', 'c') and exists (
                select from pg_attribute
                where attrelid = conrelid and attname = ? and attnum = any (conkey))
            order by contype in ('c', 'f'), contype = 'f', conname
            """;

    private static final String INDEXES_OF_COLUMN = """
            select pg_get_indexdef(indexrelid, 0, true) from pg_index
            where indrelid = ?::regclass and not exists (select from pg_constraint where conindid = indexrelid)
                and exists (
                    select from pg_depend join pg_attribute on attrelid = refobjid and attnum = refobjsubid
                    where classid = 'pg_class'::regclass and objid = indexrelid and refobjid = indrelid
                        and attname = ?)
            order by indexrelid
            """;

    private static final String REFERENCES_TO = """
            select conrelid::regclass::text, conname, pg_get_constraintdef(oid, true)
            from pg_constraint
            where confrelid = ?::regclass and conrelid <> confrelid and contype = 'f'
            order by 1, 2
            """;

    private static final Pattern LIST = Pattern.compile(
            "(\\w+)::text = ANY \\(ARRAY\\[((?:'(?:[^']|'')*'::character varying(?:::text)?(?:, )?)+)\\]"
                    + "(?:::text\\[\\])?\\)");

    private final Connection connection;

    PresentDefinitions(Connection connection) {
        this.connection = connection;
    }

    /** Returns the statements that make the table, with everything that goes with it. */
    List<String> table(MappedTable table) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String column : table.columns().keySet()) {
            parts.add(column + " " + column(table.name(), column).definition());
        }
        parts.addAll(strings(CONSTRAINTS, table.name()));
        List<String> statements = new ArrayList<>();
        statements.add("create table %s (\n    %s\n)".formatted(table.name(), String.join(",\n    ", parts)));
        statements.addAll(strings(INDEXES, table.name()));
        return statements;
    }

    /**
     * A foreign key that is there.
     *
     * @param table that has it
     */
    record Reference(String table, String name, String definition) {

        String drop() {
            return "alter table %s drop constraint %s".formatted(table, name);
        }

        String addition() {
            return "alter table %s add constraint %s %s".formatted(table, name, definition);
        }
    }

    /** Returns the foreign keys of other tables to a table. */
    List<Reference> referencesTo(String table) throws SQLException {
        List<Reference> references = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(REFERENCES_TO)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    references.add(new Reference(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return references;
    }

    /** Returns the statements that make the column, in a table with rows, and everything that goes with it. */
    List<String> column(MappedTable table, MappedTable.Column column) throws SQLException {
        Column present = column(table.name(), column.name());
        List<String> statements = new ArrayList<>();
        String addition =
                "alter table %s add column %s %s".formatted(table.name(), column.name(), present.definition());
        if (present.needsStandIn()) {
            statements.add(addition + " default " + StandIn.of(table, column));
            statements.add("alter table %s alter column %s drop default".formatted(table.name(), column.name()));
        } else {
            statements.add(addition);
        }
        statements.addAll(strings(CONSTRAINTS_OF_COLUMN, table.name(), column.name()));
        statements.addAll(strings(INDEXES_OF_COLUMN, table.name(), column.name()));
        return statements;
    }

    private Column column(String table, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMN)) {
            statement.setString(1, table);
            statement.setString(2, table);
            statement.setString(3, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("There is no column %s.%s".formatted(table, name));
                }
                return new Column(
                        row.getString(1).replace("character varying", "varchar"),
                        row.getBoolean(2),
                        row.getString(3) == null ? "" : row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5));
            }
        }
    }

    private List<String> strings(String query, String... parameters) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    strings.add(asWritten(rows.getString(1)));
                }
            }
        }
        return strings;
    }

    /** Takes back what the database makes of a list; made from its own words, the check would be shown in others. */
    private static String asWritten(String definition) {
        return LIST.matcher(definition)
                .replaceAll(list -> Matcher.quoteReplacement("%s in (%s)"
                        .formatted(list.group(1), list.group(2).replaceAll("::character varying(?:::text)?", ""))));
    }

    private record Column(String type, boolean required, String value, boolean identity, boolean owned) {

        boolean needsStandIn() {
            return required && value.isEmpty() && !identity;
        }

        String definition() {
            if (identity) {
                return type + " generated by default as identity";
            }
            if (owned && value.startsWith("nextval(") && SERIAL.contains(type)) {
                return type.equals("bigint") ? "bigserial" : type.equals("integer") ? "serial" : "smallserial";
            }
            return type + (required ? " not null" : "") + (value.isEmpty() ? "" : " default " + value);
        }

        private static final List<String> SERIAL = List.of("smallint", "integer", "bigint");
    }
}
