package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema as sorted lines of text, the tables of the histories (ours and that of the Python system) left out: two
 * schemas are alike if and only if their lines are.
 */
record SchemaSnapshot(List<String> lines) {

    static final SchemaSnapshot EMPTY = new SchemaSnapshot(List.of());

    private static final String LINES = """
            with relations as (
                select oid, relname, relkind from pg_class
                where relnamespace = to_regnamespace('image_clustering') and relname not like 'databasechangelog%'
                    and relname <> 'alembic_version'
            )
            select 'table ' || relname from relations where relkind = 'r'
            union all
            select 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
                || case when attnotnull then ' not null' else '' end
                || coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
            from relations
            join pg_attribute on attrelid = relations.oid and attnum > 0 and not attisdropped
            left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where relkind = 'r'
            union all
            select 'constraint ' || relname || ' ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
            from relations join pg_constraint on conrelid = relations.oid and contype <> 'n'
            union all
            select 'index ' || relname || ' ' || pg_get_indexdef(indexrelid)
                || case when indisvalid then '' else ' INVALID' end
            from relations join pg_index on indrelid = relations.oid
            union all
            select 'sequence ' || relname || ' ' || format_type(seqtypid, null)
                || coalesce(' owned by ' || refobjid::regclass || '.' || attname, '')
            from relations
            join pg_sequence on seqrelid = relations.oid
            left join pg_depend on objid = relations.oid and deptype = 'a' and refclassid = 'pg_class'::regclass
            left join pg_attribute on attrelid = refobjid and attnum = refobjsubid
            union all
            select 'routine ' || proname from pg_proc where pronamespace = to_regnamespace('image_clustering')
            """;

    SchemaSnapshot {
        lines = List.copyOf(lines);
    }

    /** Reads the schema of a database, whatever state the connection's transaction and search path are in. */
    static SchemaSnapshot read(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        String path = currentPath(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path to pg_catalog");
            try (ResultSet rows = statement.executeQuery(LINES)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            } finally {
                statement.execute("set search_path to " + path);
            }
        }
        return new SchemaSnapshot(lines.stream().sorted().toList());
    }

    private static String currentPath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show search_path")) {
            rows.next();
            String path = rows.getString(1);
            return path.isEmpty() ? "''" : path;
        }
    }
}
