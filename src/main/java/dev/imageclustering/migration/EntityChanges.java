package dev.imageclustering.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Works out the changes that take a schema to what the entities want. */
final class EntityChanges {

    /** Tables that no entity maps, because a library reads and writes them. */
    private static final Set<String> OF_LIBRARIES = Set.of("scheduled_tasks");

    private final MappedSchema wanted;
    private final MappedSchema present;
    private final PresentDefinitions definitions;

    EntityChanges(MappedSchema wanted, MappedSchema present, PresentDefinitions definitions) {
        this.wanted = wanted;
        this.present = present;
        this.definitions = definitions;
    }

    /** Returns the changes in an order in which they can be applied; in the reverse order they can be taken back. */
    List<EntityChange> all() throws SQLException {
        List<EntityChange> changes = new ArrayList<>();
        newSequences(changes);
        newTables()
                .forEach(table -> changes.add(EntityChange.safe(
                        table.name(), "table is missing", table.creation(), "drop table " + table.name())));
        for (MappedTable table : present.tables().values()) {
            MappedTable other = wanted.tables().get(table.name());
            if (other != null) {
                changes.addAll(new TableChanges(other, table, definitions).additions());
            }
        }
        wanted.tables().values().forEach(table -> newReferences(table, changes));
        for (MappedTable table : present.tables().values()) {
            MappedTable other = wanted.tables().get(table.name());
            if (other != null) {
                changes.addAll(new TableChanges(other, table, definitions).drops());
            }
        }
        dropTables(changes);
        dropSequences(changes);
        return changes;
    }

    private Stream<MappedTable> newTables() {
        return wanted.tables().values().stream()
                .filter(table -> !present.tables().containsKey(table.name()));
    }

    private void newReferences(MappedTable table, List<EntityChange> changes) {
        MappedTable there = present.tables().get(table.name());
        for (MappedTable.Reference reference : table.references()) {
            if (there == null || !there.references().contains(reference)) {
                String name = MappedTable.constraintName(table.name(), reference.columns(), "fkey");
                changes.add(EntityChange.safe(
                        table.name(),
                        reference.definition() + " is missing",
                        "alter table %s add constraint %s %s".formatted(table.name(), name, reference.definition()),
                        "alter table %s drop constraint %s".formatted(table.name(), name)));
            }
        }
    }

    /** A table goes before those that it refers to. */
    private void dropTables(List<EntityChange> changes) throws SQLException {
        List<MappedTable> left = new ArrayList<>(present.tables().values().stream()
                .filter(table -> !wanted.tables().containsKey(table.name()) && !OF_LIBRARIES.contains(table.name()))
                .toList());
        while (!left.isEmpty()) {
            MappedTable next = left.stream()
                    .filter(table -> left.stream().noneMatch(other -> !other.equals(table) && refers(other, table)))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            changes.add(drop(next));
        }
    }

    /** The foreign keys of tables that stay go first; those of tables that go have gone with them. */
    private EntityChange drop(MappedTable table) throws SQLException {
        List<PresentDefinitions.Reference> references = definitions.referencesTo(table.name()).stream()
                .filter(reference -> wanted.tables().containsKey(reference.table()))
                .toList();
        List<String> up = new ArrayList<>(
                references.stream().map(PresentDefinitions.Reference::drop).toList());
        up.add("drop table " + table.name());
        List<String> down = new ArrayList<>(definitions.table(table));
        down.addAll(
                references.stream().map(PresentDefinitions.Reference::addition).toList());
        String warning = "drops the table %s with its rows; the way back makes it without them".formatted(table.name());
        return EntityChange.risky(table.name(), "table belongs to no entity", up, down, warning);
    }

    private static boolean refers(MappedTable table, MappedTable to) {
        return table.references().stream()
                .anyMatch(reference -> reference.table().equals(to.name()));
    }

    private void newSequences(List<EntityChange> changes) {
        wanted.sequences().stream()
                .filter(name -> !present.sequences().contains(name))
                .forEach(name -> changes.add(EntityChange.safe(
                        "",
                        "sequence %s is missing".formatted(name),
                        "create sequence %s start with 1 increment by 50".formatted(name),
                        "drop sequence " + name)));
    }

    private void dropSequences(List<EntityChange> changes) {
        present.sequences().stream()
                .filter(name -> !wanted.sequences().contains(name))
                .forEach(name -> changes.add(EntityChange.risky(
                        "",
                        "sequence %s belongs to no entity".formatted(name),
                        List.of("drop sequence " + name),
                        List.of("create sequence %s start with 1 increment by 50".formatted(name)),
                        "drops the sequence %s; the way back lets it begin anew".formatted(name))));
    }
}
