package dev.imageclustering.migration;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "drift",
        description = "Compares the schema with what its revision should be, an invalid index included.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no drift", "1:the schema has drifted", "2:wrong usage", "255:refused or failed"},
        footer = {"", "Example:", "  migrate drift --json"})
final class DriftVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        try (DatabaseAccess access = parent.open()) {
            return Rehearsal.of(access.unpooled(), connection -> {
                HistoryState state = HistoryState.read(RevisionChain.load(), connection);
                return print(state, SchemaDrift.read(state, connection), access);
            });
        }
    }

    private int print(HistoryState state, SchemaDifference drift, DatabaseAccess access) {
        String revision = state.current().map(row -> "revision " + row.id()).orElse("no revision");
        if (json.asked()) {
            Map<String, @Nullable Object> answer = StateText.summary(state, access);
            answer.put("drift", drift.changes());
            JsonOption.print(parent.out(), answer);
        } else if (drift.isEmpty()) {
            parent.out().println("No drift: the schema is that of %s.".formatted(revision));
        } else {
            parent.out().println("The schema has drifted from that of %s.%n%s".formatted(revision, drift.text()));
        }
        return drift.isEmpty() ? MigrateCommand.DONE : MigrateCommand.FOUND;
    }
}
