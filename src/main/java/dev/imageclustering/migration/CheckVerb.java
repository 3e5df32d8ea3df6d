package dev.imageclustering.migration;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "check",
        description = "Compares the entities with the head, which the database must be at.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no difference", "1:they differ", "2:wrong usage", "255:refused or failed"},
        footer = {"", "Example, as a step of a build:", "  migrate upgrade head && migrate check"})
final class CheckVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    @Option(
            names = "--entities",
            split = ",",
            paramLabel = "PACKAGE",
            description = "Where the entities are, if not in ${DEFAULT-VALUE}.")
    private String[] entities = {EntityDifference.ENTITIES};

    @Override
    public Integer call() {
        RevisionChain chain = RevisionChain.load();
        try (DatabaseAccess access = parent.open()) {
            List<EntityChange> changes = Rehearsal.of(access.unpooled(), connection -> {
                KnownHistory.read(connection, chain).requireHead();
                return new EntityDifference(entities).read(connection);
            });
            parent.out().println(json ? json(chain.head(), changes) : text(chain.head(), changes));
            return changes.isEmpty() ? 0 : 1;
        }
    }

    static String text(Revision head, List<EntityChange> changes) {
        if (changes.isEmpty()) {
            return "No difference: the entities fit revision %s.".formatted(head.id());
        }
        List<String> lines =
                changes.stream().map(change -> "  " + change.line()).toList();
        return "The entities want what revision %s does not have; \"migrate revision --autogenerate\" writes it:%n%s"
                .formatted(head.id(), String.join(System.lineSeparator(), lines));
    }

    private static String json(Revision head, List<EntityChange> changes) {
        List<Difference> differences = changes.stream()
                .map(change -> new Difference(change.table(), change.description()))
                .toList();
        return JsonMapper.shared().writeValueAsString(new Report(head.id(), differences));
    }

    private record Report(String head, List<Difference> differences) {}

    private record Difference(String table, String description) {}
}
