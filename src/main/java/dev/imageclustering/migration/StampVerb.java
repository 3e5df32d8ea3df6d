package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes into the history that the database is at a revision, and runs none. */
@Command(
        name = "stamp",
        description = "Writes into the history that the database is at REVISION, without running any. Refuses where the"
                + " schema is not that of REVISION.",
        footerHeading = "%nExample:%n",
        footer = "  migrate stamp head")
final class StampVerb implements Callable<Integer> {

    private static final int SHOWN = 20;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Option(names = "--force", description = "Stamps whatever the schema is.")
    private boolean forced;

    @Parameters(
            paramLabel = "REVISION",
            description = "head, base, an id or the first digits of one (4 or more), with +N or -N behind it or alone.")
    private String revision = "";

    private final RevisionChain chain = RevisionChain.load();

    @Override
    public Integer call() throws SQLException {
        RevisionReference target = RevisionReference.parse(revision);
        try (DatabaseAccess database = parent.open()) {
            MigrateCommand.read(database, (connection, _) -> position(target, connection));
            try (MigrationSession session =
                    MigrationSession.open(database.unpooled(), lockWait.duration(database.settings()))) {
                stamp(target, session);
            }
        }
        return MigrateCommand.DONE;
    }

    private int position(RevisionReference target, Connection connection) throws SQLException {
        HistoryState state = HistoryState.read(chain, connection);
        return target.position(chain, state::position);
    }

    private void stamp(RevisionReference target, MigrationSession session) throws SQLException {
        Connection connection = session.connection();
        HistoryState state = HistoryState.read(chain, connection);
        int position = target.position(chain, state::position);
        if (!forced) {
            requireKnown(state);
            requireSchema(SchemaSnapshot.read(connection), position);
        }
        session.prepareSchema();
        Stamp.write(connection, state, position);
        parent.out().printf("Stamped: the database is at %s.%n", chain.label(position));
    }

    private static void requireKnown(HistoryState state) {
        if (!state.unexpected().isEmpty()) {
            throw new MigrationFailed(
                    state.obstacle().orElseThrow() + ". Nothing was done; --force forgets what is not known.");
        }
    }

    private void requireSchema(SchemaSnapshot live, int position) {
        SchemaSnapshot expected = ExpectedSchemas.at(chain, position);
        if (SchemaDifference.between(expected, live).isEmpty()) {
            return;
        }
        long missing = tell("-", expected, live);
        long unexpected = tell("+", live, expected);
        throw new MigrationFailed(("The schema is not that of %s: %d missing (-), %d unexpected (+). Nothing was done;"
                        + " --force stamps all the same.")
                .formatted(chain.label(position), missing, unexpected));
    }

    /** Prints what one schema has and the other has not, and returns how much that is. */
    private long tell(String sign, SchemaSnapshot one, SchemaSnapshot other) {
        var only = one.lines().stream()
                .filter(line -> !other.lines().contains(line))
                .toList();
        only.stream().limit(SHOWN).forEach(line -> parent.err().println("  " + sign + " " + line));
        if (only.size() > SHOWN) {
            parent.err().printf("  %s and %d more%n", sign, only.size() - SHOWN);
        }
        return only.size();
    }
}
