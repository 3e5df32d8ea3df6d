package dev.imageclustering.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works out the changes within a table that is on both sides. */
final class TableChanges {

    private static final Pattern TEXT = Pattern.compile("varchar(?:\\((\\d+)\\))?|text");

    private final MappedTable wanted;
    private final MappedTable present;
    private final PresentDefinitions definitions;

    TableChanges(MappedTable wanted, MappedTable present, PresentDefinitions definitions) {
        this.wanted = wanted;
        this.present = present;
        this.definitions = definitions;
    }

    /** Returns everything but {@link #drops()} and foreign keys. */
    List<EntityChange> additions() {
        List<EntityChange> changes = new ArrayList<>();
        for (MappedTable.Column column : wanted.columns().values()) {
            MappedTable.Column there = present.columns().get(column.name());
            if (there == null) {
                changes.add(newColumn(column));
            } else {
                changeType(column, there, changes);
                changeNullability(column, there, changes);
            }
        }
        changePrimaryKey(changes);
        dropUniques(changes);
        newUniques(changes);
        return changes;
    }

    /** Returns the columns that no entity maps. */
    List<EntityChange> drops() throws SQLException {
        List<EntityChange> changes = new ArrayList<>();
        for (MappedTable.Column column : present.columns().values()) {
            if (!wanted.columns().containsKey(column.name())) {
                changes.add(drop(column));
            }
        }
        return changes;
    }

    private EntityChange drop(MappedTable.Column column) throws SQLException {
        String warning = "drops the column %s.%s with its values; the way back makes it %s%s"
                .formatted(name(), column.name(), column.required() ? "with stand-ins" : "empty", renaming(column));
        return EntityChange.risky(
                name(),
                "column %s belongs to no entity".formatted(column.name()),
                List.of(alter("drop column %s", column.name())),
                definitions.column(present, column),
                warning);
    }

    /** Entities do not tell a new name from a new column. */
    private String renaming(MappedTable.Column column) {
        return wanted.columns().values().stream()
                .filter(other -> !present.columns().containsKey(other.name()) && other.fits(column))
                .findFirst()
                .map(other -> "; if it is only called %2$s now, write: alter table %3$s rename column %1$s to %2$s"
                        .formatted(column.name(), other.name(), name()))
                .orElse("");
    }

    private String name() {
        return present.name();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be the only dependency on its library
    private String alter(String action, Object... parts) {
        return "alter table %s %s".formatted(name(), action.formatted(parts));
    }

    private EntityChange newColumn(MappedTable.Column column) {
        String description = "column %s is missing".formatted(column.definition());
        String drop = alter("drop column %s", column.name());
        if (!column.required() || column.identity()) {
            return EntityChange.safe(name(), description, alter("add column %s", column.definition()), drop);
        }
        return EntityChange.risky(
                name(),
                description,
                List.of(
                        alter("add column %s %s", column.name(), column.type()),
                        fill(column),
                        alter("alter column %s set not null", column.name())),
                List.of(drop),
                requirement(column));
    }

    private String fill(MappedTable.Column column) {
        return "update %1$s set %2$s = %3$s where %2$s is null"
                .formatted(name(), column.name(), StandIn.of(wanted, column));
    }

    private String requirement(MappedTable.Column column) {
        return "%s.%s is NOT NULL without a default: rows that have no value get %s, unless you write a better one"
                .formatted(name(), column.name(), StandIn.of(wanted, column));
    }

    private void changeType(MappedTable.Column column, MappedTable.Column there, List<EntityChange> changes) {
        if (column.fits(there)) {
            return;
        }
        String description = "column %s should be %s and is %s".formatted(column.name(), column.type(), there.type());
        List<String> up = List.of(retype(column.name(), there.type(), column.type()));
        List<String> down = List.of(retype(column.name(), column.type(), there.type()));
        changes.add(
                widens(there.type(), column.type())
                        ? new EntityChange(name(), description, up, down, List.of(), widening(column))
                        : EntityChange.risky(name(), description, up, down, rewriting(column, there)));
    }

    private String widening(MappedTable.Column column) {
        return "type-rewrite %s.%s because a longer text needs no rewrite".formatted(name(), column.name());
    }

    private String rewriting(MappedTable.Column column, MappedTable.Column there) {
        return "the change of %s.%s from %s to %s rewrites or reads the whole table while it is locked"
                .formatted(name(), column.name(), there.type(), column.type());
    }

    /** A cast between texts would cut what is too long; without it the database refuses. */
    private String retype(String column, String from, String to) {
        boolean texts = TEXT.matcher(from).matches() && TEXT.matcher(to).matches();
        return alter("alter column %1$s type %2$s" + (texts ? "" : " using %1$s::%2$s"), column, to);
    }

    /** Only for texts can the database take a wider type for granted. */
    static boolean widens(String from, String to) {
        Matcher before = TEXT.matcher(from);
        Matcher after = TEXT.matcher(to);
        return before.matches()
                && after.matches()
                && (after.group(1) == null
                        || (before.group(1) != null
                                && Integer.parseInt(before.group(1)) <= Integer.parseInt(after.group(1))));
    }

    private void changeNullability(MappedTable.Column column, MappedTable.Column there, List<EntityChange> changes) {
        if (column.required() == there.required()) {
            return;
        }
        String set = alter("alter column %s set not null", column.name());
        String drop = alter("alter column %s drop not null", column.name());
        if (column.required()) {
            changes.add(EntityChange.risky(
                    name(),
                    "column %s should be not null".formatted(column.name()),
                    List.of(fill(column), set),
                    List.of(drop),
                    requirement(column)));
        } else {
            changes.add(new EntityChange(
                    name(),
                    "column %s should be nullable".formatted(column.name()),
                    List.of(drop),
                    List.of(fill(column), set),
                    List.of(),
                    ""));
        }
    }

    private void changePrimaryKey(List<EntityChange> changes) {
        if (!wanted.primaryKey().equals(present.primaryKey())) {
            changes.add(EntityChange.risky(
                    name(),
                    "primary key should be %s and is %s".formatted(wanted.primaryKey(), present.primaryKey()),
                    exchangeKeys(present, wanted),
                    exchangeKeys(wanted, present),
                    "the primary key of %s changes".formatted(name())));
        }
    }

    private List<String> exchangeKeys(MappedTable from, MappedTable to) {
        List<String> statements = new ArrayList<>();
        if (!from.primaryKey().isEmpty()) {
            statements.add(alter("drop constraint %s", from.primaryKeyName()));
        }
        if (!to.primaryKey().isEmpty()) {
            statements.add(alter("add %s", to.primaryKeyDefinition()));
        }
        return statements;
    }

    private void newUniques(List<EntityChange> changes) {
        for (MappedTable.Unique unique : wanted.uniques()) {
            if (!present.hasUnique(unique.columns())) {
                String constraint = MappedTable.constraintName(name(), unique.columns(), "key");
                String columns = String.join(", ", unique.columns());
                changes.add(EntityChange.safe(
                        name(),
                        "unique (%s) is missing".formatted(columns),
                        alter("add constraint %s unique (%s)", constraint, columns),
                        alter("drop constraint %s", constraint)));
            }
        }
    }

    /** A bare unique index is the business of the revisions; a column that goes takes its constraints along. */
    private void dropUniques(List<EntityChange> changes) {
        for (MappedTable.Unique unique : present.uniques()) {
            if (unique.constraint() != null
                    && !wanted.hasUnique(unique.columns())
                    && wanted.columns().keySet().containsAll(unique.columns())) {
                String columns = String.join(", ", unique.columns());
                changes.add(EntityChange.safe(
                        name(),
                        "unique (%s) is asked for by no entity".formatted(columns),
                        alter("drop constraint %s", unique.constraint()),
                        alter("add constraint %s unique (%s)", unique.constraint(), columns)));
            }
        }
    }
}
