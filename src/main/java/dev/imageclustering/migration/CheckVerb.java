package dev.imageclustering.migration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "check",
        description = "Compares the entities with the head, which the database must be at.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no difference", "1:they differ", "2:wrong usage", "255:refused or failed"},
        footer = {"", "Example:", "  migrate check", "  migrate upgrade head && migrate check   (as a step of a build)"
        })
final class CheckVerb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--entities",
            split = ",",
            paramLabel = "PACKAGE",
            description = "Where the entities are; by default " + EntityDifference.ENTITIES + ".")
    private String[] entities = {EntityDifference.ENTITIES};

    @Override
    public Integer call() {
        try (DatabaseAccess access = parent.open()) {
            return Rehearsal.of(access.unpooled(), connection -> {
                HistoryState state = HistoryState.read(RevisionChain.load(), connection);
                SchemaDrift.requireHead(state);
                return print(state, new EntityDifference(entities).read(connection), access);
            });
        }
    }

    private int print(HistoryState state, List<EntityChange> changes, DatabaseAccess access) {
        String head = state.chain().head().id();
        if (json.asked()) {
            Map<String, @Nullable Object> answer = StateText.summary(state, access);
            answer.put(
                    "differences",
                    changes.stream()
                            .map(change -> Map.of("table", change.table(), "description", change.description()))
                            .toList());
            JsonOption.print(parent.out(), answer);
        } else if (changes.isEmpty()) {
            parent.out().println("No difference: the entities fit revision %s.".formatted(head));
        } else {
            parent.out()
                    .println(
                            "The entities want what revision %s does not have; 'migrate revision --autogenerate' writes it:"
                                    .formatted(head));
            changes.forEach(change -> parent.out().println("  " + change.line()));
        }
        return changes.isEmpty() ? MigrateCommand.DONE : MigrateCommand.FOUND;
    }
}
