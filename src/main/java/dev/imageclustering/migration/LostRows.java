package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the rows of a live database that lose something on the way from one schema to another. */
final class LostRows {

    private final Connection connection;
    private final Schema live;
    private final List<String> carried;

    /**
     * Counts in a database.
     *
     * @param connection in autocommit
     * @param carried the tables, and as {@code table.column} the columns, whose content goes to another place
     */
    LostRows(Connection connection, SchemaSnapshot live, List<String> carried) {
        this.connection = connection;
        this.live = Schema.of(live);
        this.carried = List.copyOf(carried);
    }

    /**
     * A column of a table.
     *
     * @param constantDefault empty where the default is none or is computed
     */
    private record Column(String table, String name, String type, String constantDefault) {

        /** Reads {@code table.name} and the definition behind it. */
        static Column of(String path, String definition) {
            int dot = path.indexOf('.');
            int at = definition.indexOf(" default ");
            String value = at < 0 ? "" : definition.substring(at + " default ".length());
            return new Column(
                    path.substring(0, dot),
                    path.substring(dot + 1),
                    definition.replaceFirst(" not null.*| default .*", ""),
                    value.contains("(") ? "" : value);
        }

        /** A value that is only the default of its column is not lost: it comes back with the column. */
        String isFilled() {
            return constantDefault.isEmpty()
                    ? quoted(name) + " is not null"
                    : "(%1$s is not null and %1$s is distinct from (%2$s))".formatted(quoted(name), constantDefault);
        }

        /** Text is compared, which every type has, also one without equality. */
        String isChangedBy(String otherType) {
            return "((%1$s::%2$s)::%3$s)::%2$s::text is distinct from (%1$s::%2$s)::text"
                    .formatted(quoted(name), type, otherType);
        }
    }

    /** The tables of a schema, each with its columns by their paths. */
    private record Schema(List<String> tables, Map<String, Column> columns) {

        static Schema of(SchemaSnapshot snapshot) {
            List<String> tables = new ArrayList<>();
            Map<String, Column> columns = new TreeMap<>();
            for (String line : snapshot.lines()) {
                String[] words = line.split(" ", 3);
                if (words[0].equals("table")) {
                    tables.add(words[1]);
                } else if (words[0].equals("column")) {
                    columns.put(words[1], Column.of(words[1], words[2]));
                }
            }
            return new Schema(tables, columns);
        }
    }

    /** Returns a phrase for each table or column of which something is lost. */
    List<String> between(SchemaSnapshot from, SchemaSnapshot to) throws SQLException {
        Schema after = Schema.of(from);
        Schema before = Schema.of(to);
        List<String> phrases = new ArrayList<>();
        for (String table : after.tables()) {
            if (live.tables().contains(table) && !before.tables().contains(table) && !carried.contains(table)) {
                addTable(phrases, table);
            }
        }
        Map<String, List<Column>> dropped = after.columns().entrySet().stream()
                .filter(column -> before.tables().contains(column.getValue().table()))
                .filter(column -> !before.columns().containsKey(column.getKey()) && isCounted(column.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.groupingBy(Column::table, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Column>> table : dropped.entrySet()) {
            addColumns(phrases, table.getKey(), table.getValue());
        }
        for (Map.Entry<String, Column> column : after.columns().entrySet()) {
            Column other = before.columns().get(column.getKey());
            if (other != null && !other.type().equals(column.getValue().type()) && isCounted(column.getKey())) {
                addChange(phrases, column.getValue(), other.type());
            }
        }
        return phrases;
    }

    private boolean isCounted(String path) {
        return live.columns().containsKey(path)
                && !carried.contains(path)
                && !carried.contains(path.replaceFirst("\\..*", ""));
    }

    private void addTable(List<String> phrases, String table) throws SQLException {
        long rows = count(table, "true");
        if (rows > 0) {
            phrases.add("%s of %s %s lost".formatted(rows(rows), table, rows == 1 ? "is" : "are"));
        }
    }

    private void addColumns(List<String> phrases, String table, List<Column> columns) throws SQLException {
        List<String> filled = new ArrayList<>();
        for (Column column : columns) {
            String exists = "select count(*) from (select from %s where %s limit 1) as found"
                    .formatted(qualified(table), column.isFilled());
            if (Sql.number(connection, exists) > 0) {
                filled.add(column.name());
            }
        }
        if (!filled.isEmpty()) {
            long rows = count(table, columns.stream().map(Column::isFilled).collect(Collectors.joining(" or ")));
            phrases.add("%s of %s %s %s"
                    .formatted(rows(rows), table, rows == 1 ? "loses" : "lose", String.join(", ", filled)));
        }
    }

    /** Where a value cannot even be tried in the other type, nobody can say which are lost: then each may be. */
    private void addChange(List<String> phrases, Column column, String type) throws SQLException {
        long rows;
        String verb;
        try {
            rows = count(column.table(), column.isChangedBy(type));
            verb = rows == 1 ? "loses" : "lose";
        } catch (SQLException untried) {
            rows = count(column.table(), quoted(column.name()) + " is not null");
            verb = "may lose";
        }
        if (rows > 0) {
            phrases.add("%s of %s %s what of %s, %s, does not fit into %s"
                    .formatted(rows(rows), column.table(), verb, column.name(), column.type(), type));
        }
    }

    private long count(String table, String condition) throws SQLException {
        return Sql.number(connection, "select count(*) from %s where %s".formatted(qualified(table), condition));
    }

    private static String rows(long rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    private static String qualified(String table) {
        return Migrator.SCHEMA + "." + quoted(table);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
