package dev.imageclustering.migration;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A schema as sorted lines of text: two schemas are alike if and only if their lines are. */
final class Schema {

    private static final String LINES = """
            with relations as (
                select oid, relname, relkind from pg_class
                where relnamespace = to_regnamespace('image_clustering') and relname not like 'databasechangelog%'
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

    private Schema() {}

    static List<String> lines(JdbcClient jdbc) {
        return jdbc
                .sql("select set_config('search_path', 'pg_catalog', true), line from (" + LINES + ") as dump (line)")
                .query((row, number) -> row.getString("line"))
                .list()
                .stream()
                .sorted()
                .toList();
    }
}
