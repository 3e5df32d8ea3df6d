package dev.imageclustering.migration;

import dev.imageclustering.migration.ScriptOptions.Span;
import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.exception.LiquibaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Applies the revisions up to one, each as a whole. */
@Command(
        name = "upgrade",
        description = "Applies revisions up to and with REVISION, each as a whole.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate upgrade head",
            "  migrate upgrade +1",
            "  migrate upgrade c69c",
            "  migrate upgrade head --sql > upgrade.sql",
            "  migrate upgrade base:head --sql > all.sql"
        })
final class UpgradeVerb extends MoveVerb {

    @Parameters(
            paramLabel = "REVISION",
            description = "head, an id or the first digits of one (4 or more), +N, or an id with +N or -N behind it;"
                    + " with --sql also FROM:TO.")
    private String revision = "";

    @Override
    String revision() {
        return revision;
    }

    @Override
    String misuse(ScriptOptions script) {
        return script.misuse(revision);
    }

    @Override
    void requireDirection(int from, int to) {
        if (to < from) {
            throw new MigrationFailed("%s lies behind %s: to go back is 'migrate downgrade'. Nothing was done."
                    .formatted(chain().label(to), chain().label(from)));
        }
    }

    @Override
    void printScript(Span span, boolean asksDatabase) {
        out().print(new RevisionScript(chain()).upgrade(span.from(), span.to()));
    }

    @Override
    void move(RevisionReference target, DatabaseAccess database) throws SQLException {
        HistoryState state = state(database);
        if (steps(target, state) == 0) {
            sayNothingToDo(state.position());
        } else {
            migrator(database).runGuarded(liquibase -> apply(target, liquibase));
        }
    }

    /** Counts again, now that nobody else migrates. */
    private void apply(RevisionReference target, GuardedLiquibase liquibase) throws LiquibaseException {
        HistoryState state = liquibase.state();
        int steps = steps(target, state);
        if (steps > 0) {
            liquibase.update(steps, new Contexts(), new LabelExpression());
        }
        out().printf("Applied %s: the database is at %s.%n", revisions(steps), chain().label(state.position() + steps));
    }

    private int steps(RevisionReference target, HistoryState state) {
        int from = state.position();
        int to = target.position(chain(), () -> from);
        requireDirection(from, to);
        return to - from;
    }
}
