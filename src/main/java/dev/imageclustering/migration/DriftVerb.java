package dev.imageclustering.migration;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "drift",
        description = "Compares the schema with what its revision should be, an invalid index included.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no drift", "1:the schema has drifted", "2:wrong usage", "255:refused or failed"},
        footer = {"", "Example:", "  migrate drift --json"})
final class DriftVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (DatabaseAccess access = parent.open()) {
            Drift drift = Rehearsal.of(access.unpooled(), connection -> {
                KnownHistory history = KnownHistory.read(connection, RevisionChain.load());
                return new Drift(history.current(), history.drift(connection));
            });
            parent.out().println(json ? drift.json() : drift.text());
            return drift.difference().isEmpty() ? 0 : 1;
        }
    }

    private record Drift(String of, SchemaDifference difference) {

        String text() {
            return difference.isEmpty()
                    ? "No drift: the schema is that of %s.".formatted(of)
                    : "The schema has drifted from that of %s.%n%s".formatted(of, difference.text());
        }

        String json() {
            return JsonMapper.shared().writeValueAsString(new Report(of, difference.changes()));
        }
    }

    private record Report(String schemaOf, List<SchemaDifference.Change> changes) {}
}
