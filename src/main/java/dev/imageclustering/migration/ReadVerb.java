package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** A verb that shows the history by plain reads, and changes nothing. */
abstract class ReadVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public final Integer call() throws SQLException {
        return parent.read(this::show);
    }

    private int show(Connection connection, DatabaseAccess database) throws SQLException {
        HistoryState state = HistoryState.read(connection);
        if (json.asked()) {
            Map<String, @Nullable Object> answer = StateText.summary(state, database);
            describe(state, answer);
            JsonOption.print(parent.out(), answer);
        } else {
            print(state, database, parent.out());
        }
        state.obstacle().ifPresent(parent.err()::println);
        if (state.applied().isEmpty()) {
            Adoption.offer(connection).ifPresent(parent.err()::println);
        }
        return MigrateCommand.DONE;
    }

    /** Prints it for a person. */
    abstract void print(HistoryState state, DatabaseAccess database, PrintWriter out);

    /** Adds to the answer for a program what goes beyond the summary of every such answer. */
    abstract void describe(HistoryState state, Map<String, @Nullable Object> answer);
}
