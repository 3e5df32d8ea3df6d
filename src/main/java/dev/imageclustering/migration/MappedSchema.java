package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A schema by what entities can say of one: no defaults, checks, plain indexes, nor what a deletion does.
 *
 * @param tables by their names, the tables of the histories (ours and that of the Python system) left out
 * @param sequences those that belong to no column
 */
record MappedSchema(Map<String, MappedTable> tables, Set<String> sequences) {

    private static final String COLUMNS = """
            select relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity <> ''
            from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
            where relnamespace = ?::regnamespace and relkind in ('r', 'p') and relname not like 'databasechangelog%'
                and relname <> 'alembic_version'
            order by relname, attnum
            """;

    private static final String PRIMARY_KEYS = """
            select relname, array(
                select attname::text from unnest(conkey) with ordinality as listed (number, place)
                join pg_attribute on attrelid = conrelid and attnum = number order by place)
            from pg_constraint join pg_class on pg_class.oid = conrelid
            where relnamespace = ?::regnamespace and contype = 'p'
            """;

    private static final String UNIQUES = """
            select relname, array(
                select attname::text from unnest(indkey) with ordinality as listed (number, place)
                join pg_attribute on attrelid = indrelid and attnum = number
                where place <= indnkeyatts order by place), conname
            from pg_index
            join pg_class on pg_class.oid = indrelid
            left join pg_constraint on conindid = indexrelid and contype = 'u'
            where relnamespace = ?::regnamespace and indisunique and not indisprimary and indisvalid
                and indpred is null and indexprs is null
            order by relname, indexrelid
            """;

    private static final String REFERENCES = """
            select pg_class.relname, array(
                select attname::text from unnest(conkey) with ordinality as listed (number, place)
                join pg_attribute on attrelid = conrelid and attnum = number order by place),
                others.relname, array(
                select attname::text from unnest(confkey) with ordinality as listed (number, place)
                join pg_attribute on attrelid = confrelid and attnum = number order by place)
            from pg_constraint
            join pg_class on pg_class.oid = conrelid
            join pg_class others on others.oid = confrelid
            where pg_class.relnamespace = ?::regnamespace and contype = 'f'
            order by pg_class.relname, conname
            """;

    private static final String SEQUENCES = """
            select relname, '' from pg_class
            where relnamespace = ?::regnamespace and relkind = 'S' and not exists (
                select from pg_depend
                where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype in ('a', 'i'))
            """;

    /** Reads a schema of the database. */
    static MappedSchema read(Connection connection, String schema) throws SQLException {
        Map<String, MappedTable> tables = new TreeMap<>();
        each(connection, COLUMNS, schema, row -> {
            MappedTable table = tables.computeIfAbsent(row.getString(1), MappedSchema::empty);
            String type = shortType(row.getString(3));
            table.columns()
                    .put(
                            row.getString(2),
                            new MappedTable.Column(row.getString(2), type, row.getBoolean(4), row.getBoolean(5)));
        });
        each(
                connection,
                PRIMARY_KEYS,
                schema,
                row -> with(tables, row, table -> table.primaryKey().addAll(names(row, 2))));
        each(
                connection,
                UNIQUES,
                schema,
                row -> with(
                        tables,
                        row,
                        table -> table.uniques()
                                .add(new MappedTable.Unique(new LinkedHashSet<>(names(row, 2)), row.getString(3)))));
        each(
                connection,
                REFERENCES,
                schema,
                row -> with(
                        tables,
                        row,
                        table -> table.references()
                                .add(new MappedTable.Reference(names(row, 2), row.getString(3), names(row, 4)))));
        Set<String> sequences = new TreeSet<>();
        each(connection, SEQUENCES, schema, row -> sequences.add(row.getString(1)));
        return new MappedSchema(tables, sequences);
    }

    private static MappedTable empty(String name) {
        return new MappedTable(
                name, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>());
    }

    /** Returns the type as the revisions write it; six digits of a second are what a time has anyway. */
    private static String shortType(String type) {
        return type.replace("character varying", "varchar").replaceFirst("^(time(?:stamp)?)\\(6\\)", "$1");
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface TableRow {
        void read(MappedTable table) throws SQLException;
    }

    private static void with(Map<String, MappedTable> tables, ResultSet row, TableRow reader) throws SQLException {
        MappedTable table = tables.get(row.getString(1));
        if (table != null) {
            reader.read(table);
        }
    }

    private static List<String> names(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static void each(Connection connection, String query, String schema, Row reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
