package dev.imageclustering.migration;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is lost when a revision is taken back: the rows of the tables and the values in the columns that it added, by the
 * schemas before and after it. Where the way back of a revision carries what it drops to another place, the file
 * {@code kept-on-the-way-back.properties} beside the revisions says so.
 *
 * @param losses a phrase for each table
 */
record RollbackLoss(Revision revision, List<String> losses) {

    private static final String KEPT = "db/changelog/kept-on-the-way-back.properties";

    /**
     * Counts, in a live database, what is lost between two revisions, the newest first. Reads every table that loses
     * something once for each such revision.
     */
    static List<RollbackLoss> count(Connection connection, RevisionChain chain, int from, int to) throws SQLException {
        Properties kept = kept();
        Set<String> live = Set.copyOf(names(SchemaSnapshot.read(connection)).keySet());
        List<RollbackLoss> losses = new ArrayList<>();
        for (int number = from; number > to; number--) {
            Revision revision = chain.revisions().get(number - 1);
            Map<String, String> dropped = names(ExpectedSchemas.at(chain, number));
            dropped.keySet()
                    .removeAll(names(ExpectedSchemas.at(chain, number - 1)).keySet());
            dropped.keySet().retainAll(live);
            List<String> carried = List.of(kept.getProperty(revision.id(), "").split(" "));
            dropped.keySet()
                    .removeIf(name -> carried.contains(name) || carried.contains(name.replaceFirst("\\..*", "")));
            losses.add(new RollbackLoss(revision, phrases(connection, dropped)));
        }
        return losses;
    }

    String text() {
        return "%s, %s: %s"
                .formatted(
                        revision.id(),
                        revision.title(),
                        losses.isEmpty() ? "nothing is lost" : String.join("; ", losses));
    }

    private static List<String> phrases(Connection connection, Map<String, String> dropped) throws SQLException {
        List<String> phrases = new ArrayList<>();
        Map<String, Map<String, String>> columns = new TreeMap<>();
        for (Map.Entry<String, String> name : dropped.entrySet()) {
            int dot = name.getKey().indexOf('.');
            String table = dot < 0 ? name.getKey() : name.getKey().substring(0, dot);
            if (dot < 0) {
                addRows(phrases, table, Sql.number(connection, "select count(*) from " + qualified(table)));
            } else if (!dropped.containsKey(table)) {
                columns.computeIfAbsent(table, _ -> new LinkedHashMap<>())
                        .put(name.getKey().substring(dot + 1), name.getValue());
            }
        }
        for (Map.Entry<String, Map<String, String>> table : columns.entrySet()) {
            addColumns(phrases, connection, table.getKey(), table.getValue());
        }
        return phrases;
    }

    private static void addRows(List<String> phrases, String table, long rows) {
        if (rows > 0) {
            phrases.add("%s of %s %s lost".formatted(rows(rows), table, rows == 1 ? "is" : "are"));
        }
    }

    private static void addColumns(
            List<String> phrases, Connection connection, String table, Map<String, String> columns)
            throws SQLException {
        List<String> filled = new ArrayList<>();
        for (Map.Entry<String, String> column : columns.entrySet()) {
            String exists = "select count(*) from (select from %s where %s limit 1) as found"
                    .formatted(qualified(table), holds(column));
            if (Sql.number(connection, exists) > 0) {
                filled.add(column.getKey());
            }
        }
        if (!filled.isEmpty()) {
            String any = columns.entrySet().stream().map(RollbackLoss::holds).collect(Collectors.joining(" or "));
            long rows = Sql.number(connection, "select count(*) from %s where %s".formatted(qualified(table), any));
            phrases.add("%s of %s %s %s"
                    .formatted(rows(rows), table, rows == 1 ? "loses" : "lose", String.join(", ", filled)));
        }
    }

    /** A value that is only the default of its column is not lost: it comes back with the column. */
    private static String holds(Map.Entry<String, String> column) {
        String name = quoted(column.getKey());
        return column.getValue().isEmpty()
                ? name + " is not null"
                : "(%1$s is not null and %1$s is distinct from (%2$s))".formatted(name, column.getValue());
    }

    /** Returns the tables, and as {@code table.column} the columns with their constant defaults, of a schema. */
    private static Map<String, String> names(SchemaSnapshot schema) {
        Map<String, String> names = new TreeMap<>();
        for (String line : schema.lines()) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("table")) {
                names.put(words[1], "");
            } else if (words[0].equals("column")) {
                names.put(words[1], constantDefault(words[2]));
            }
        }
        return names;
    }

    private static String constantDefault(String definition) {
        int at = definition.indexOf(" default ");
        String value = at < 0 ? "" : definition.substring(at + " default ".length());
        return value.contains("(") ? "" : value;
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

    private static Properties kept() {
        Properties kept = new Properties();
        try {
            kept.load(new StringReader(RevisionChain.text(KEPT)));
            return kept;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
