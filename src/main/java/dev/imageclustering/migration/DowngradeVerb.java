package dev.imageclustering.migration;

import dev.imageclustering.migration.ScriptOptions.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.exception.LiquibaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes revisions back, after it has said what is lost with them. */
@Command(
        name = "downgrade",
        description = "Takes back the revisions after REVISION. Says first what is lost, and asks.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate downgrade -1",
            "  migrate downgrade c69c --yes",
            "  migrate downgrade base",
            "  migrate downgrade head:c69c --sql > downgrade.sql"
        })
final class DowngradeVerb extends MoveVerb {

    @Option(
            names = {"-y", "--yes"},
            description = "Goes on without asking.")
    private boolean agreed;

    @Parameters(
            paramLabel = "REVISION",
            description = "base, an id or the first digits of one (4 or more), -N, or an id with +N or -N behind it;"
                    + " with --sql also FROM:TO.")
    private String revision = "";

    @Override
    String revision() {
        return revision;
    }

    @Override
    String misuse(ScriptOptions script) {
        return script.startsFromBase(revision) ? "Say where the script starts, as FROM:TO" : script.misuse(revision);
    }

    @Override
    void requireDirection(int from, int to) {
        if (to > from) {
            throw new MigrationFailed("%s lies ahead of %s: to go forward is 'migrate upgrade'. Nothing was done."
                    .formatted(chain().label(to), chain().label(from)));
        }
    }

    @Override
    void printScript(Span span, boolean asksDatabase) throws SQLException {
        if (asksDatabase) {
            parent().read((connection, _) -> RollbackLoss.count(connection, chain(), span.from(), span.to()))
                    .forEach(loss -> out().println("-- " + loss.text()));
        }
        out().print(new RevisionScript(chain()).downgrade(span.from(), span.to()));
    }

    @Override
    void move(RevisionReference target, DatabaseAccess database) throws SQLException {
        int from = state(database).position();
        int to = target.position(chain(), () -> from);
        requireDirection(from, to);
        if (from == to) {
            sayNothingToDo(to);
            return;
        }
        announce(database, from, to);
        requireConsent();
        migrator(database).runGuarded(liquibase -> takeBack(liquibase, from, to));
    }

    private void announce(DatabaseAccess database, int from, int to) throws SQLException {
        List<RollbackLoss> losses =
                MigrateCommand.read(database, (connection, _) -> RollbackLoss.count(connection, chain(), from, to));
        out().printf(
                        "%s of %s will be taken back, to %s:%n",
                        revisions(losses.size()), database.description(), chain().label(to));
        losses.forEach(loss -> out().println("  " + loss.text()));
        warnOfOthers(database);
        out().flush();
    }

    private void warnOfOthers(DatabaseAccess database) throws SQLException {
        long others = MigrateCommand.read(database, (connection, _) -> otherConnections(connection));
        if (others > 0) {
            out().printf(
                            "%d other connection%s to the database: a server that runs needs what is taken back, stop it"
                                    + " first.%n",
                            others, others == 1 ? "" : "s");
        }
    }

    private static long otherConnections(Connection connection) throws SQLException {
        return Sql.number(
                connection,
                "select count(*) from pg_stat_activity where datname = current_database()"
                        + " and backend_type = 'client backend' and pid <> pg_backend_pid()");
    }

    private void requireConsent() {
        boolean consent = agreed
                || parent().terminal()
                        .confirm("Go on?")
                        .orElseThrow(() -> new MigrationFailed(
                                "There is no terminal to ask on: --yes goes on without asking. Nothing was done."));
        if (!consent) {
            throw new MigrationFailed("Nothing was done.");
        }
    }

    /** Takes back what was agreed to, or nothing if somebody else has migrated meanwhile. */
    private void takeBack(GuardedLiquibase liquibase, int from, int to) throws LiquibaseException {
        int now = liquibase.state().position();
        if (now != from) {
            throw new MigrationFailed("The database has moved from %s to %s meanwhile. Nothing was done."
                    .formatted(chain().label(from), chain().label(now)));
        }
        liquibase.rollback(from - to, new Contexts(), new LabelExpression());
        out().printf("Took back %s: the database is at %s.%n", revisions(from - to), chain().label(to));
    }
}
