package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

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
final class DowngradeVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Option(
            names = {"-y", "--yes"},
            description = "Goes on without asking.")
    private boolean agreed;

    @Parameters(
            paramLabel = "REVISION",
            description = "base, an id or the first digits of one (4 or more), -N, or an id with +N or -N behind it;"
                    + " with --sql also FROM:TO.")
    private String revision = "";

    private final RevisionChain chain = RevisionChain.load();

    @Override
    public Integer call() throws SQLException {
        String misuse =
                script.startsFromBase(revision) ? "Say where the script starts, as FROM:TO" : script.misuse(revision);
        if (!misuse.isEmpty()) {
            throw new ParameterException(spec.commandLine(), misuse);
        }
        if (script.asked()) {
            printScript(script.span(revision, chain, parent));
        } else {
            downgrade(RevisionReference.parse(revision));
        }
        return 0;
    }

    private void printScript(ScriptOptions.Span span) throws SQLException {
        requireBackward(span.from(), span.to());
        if (span.from() == span.to()) {
            parent.out().printf("-- Nothing to do: at %s%n", chain.label(span.to()));
            return;
        }
        if (script.asksDatabase(revision)) {
            parent.read((connection, _) -> RollbackLoss.count(connection, chain, span.from(), span.to()))
                    .forEach(loss -> parent.out().println("-- " + loss.text()));
        }
        parent.out().print(new RevisionScript(chain).downgrade(span.from(), span.to()));
    }

    private void downgrade(RevisionReference target) throws SQLException {
        try (DatabaseAccess database = parent.open()) {
            int from = MigrateCommand.read(
                    database,
                    (connection, _) -> DatabaseState.read(chain, connection).position());
            int to = target.position(chain, () -> from);
            requireBackward(from, to);
            if (from == to) {
                parent.out().printf("Nothing to do: the database is at %s.%n", chain.label(to));
                return;
            }
            announce(database, from, to);
            requireConsent();
            new Migrator(database.unpooled(), lockWait.duration()).run(liquibase -> takeBack(liquibase, from, to));
        }
    }

    private void announce(DatabaseAccess database, int from, int to) throws SQLException {
        List<RollbackLoss> losses =
                MigrateCommand.read(database, (connection, _) -> RollbackLoss.count(connection, chain, from, to));
        parent.out()
                .printf(
                        "%d revision%s of %s will be taken back, to %s:%n",
                        losses.size(), losses.size() == 1 ? "" : "s", database.description(), chain.label(to));
        losses.forEach(loss -> parent.out().println("  " + loss.text()));
        warnOfOthers(database);
        parent.out().flush();
    }

    private void warnOfOthers(DatabaseAccess database) throws SQLException {
        long others = MigrateCommand.read(database, (connection, _) -> otherConnections(connection));
        if (others > 0) {
            parent.out()
                    .printf(
                            "%d other connection%s to the database: a server that runs needs what is taken back, stop it"
                                    + " first.%n",
                            others, others == 1 ? "" : "s");
        }
    }

    private static long otherConnections(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and backend_type = 'client backend'"
                        + " and pid <> pg_backend_pid()");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void requireConsent() {
        boolean consent = agreed
                || parent.terminal()
                        .confirm("Go on?")
                        .orElseThrow(() -> new MigrationFailed(
                                "There is no terminal to ask on: --yes goes on without asking. Nothing was done."));
        if (!consent) {
            throw new MigrationFailed("Nothing was done.");
        }
    }

    /** Takes back what was agreed to, or nothing if somebody else has migrated meanwhile. */
    private void takeBack(Liquibase liquibase, int from, int to) throws LiquibaseException {
        int now = DatabaseState.read(chain, liquibase).position();
        if (now != from) {
            throw new MigrationFailed("The database has moved from %s to %s meanwhile. Nothing was done."
                    .formatted(chain.label(from), chain.label(now)));
        }
        liquibase.rollback(from - to, new Contexts(), new LabelExpression());
        parent.out()
                .printf(
                        "Took back %d revision%s: the database is at %s.%n",
                        from - to, from - to == 1 ? "" : "s", chain.label(to));
    }

    private void requireBackward(int from, int to) {
        if (to > from) {
            throw new MigrationFailed("%s lies ahead of %s: to go forward is 'migrate upgrade'. Nothing was done."
                    .formatted(chain.label(to), chain.label(from)));
        }
    }
}
