package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "revision",
        description = {
            "Writes a new revision into the sources, for review: an empty one, or one from the entities.",
            "The database must be at the head. Nothing is changed in it: the revision goes up and down in a transaction"
                    + " that is rolled back before the file is written."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written, or there is nothing to do", "2:wrong usage", "255:refused or failed"},
        footer = {"", "Example:", "  migrate revision --autogenerate -m \"Add photographer\""})
final class RevisionVerb implements Callable<Integer> {

    /** One line that leaves something for the name of a file. */
    private static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}]*[A-Za-z0-9][^\\p{Cntrl}]*");

    private static final int LONGEST_TITLE = 100;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Option(
            names = {"-m", "--message"},
            required = true,
            paramLabel = "TITLE",
            description = "What the revision does, in a few words.")
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private String message;

    @Option(names = "--autogenerate", description = "Writes what takes the schema to the entities, and back.")
    private boolean autogenerate;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "The folder with the master file; by default src/main/resources/db/changelog.")
    private Path folder = RevisionFolder.OF_SOURCES;

    @Option(
            names = "--entities",
            split = ",",
            paramLabel = "PACKAGE",
            description = "Where the entities are; by default " + EntityDifference.ENTITIES + ".")
    private String[] entities = {EntityDifference.ENTITIES};

    @Override
    public Integer call() {
        String title = message.strip();
        if (!TITLE.matcher(title).matches() || title.length() > LONGEST_TITLE) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The message must be one line of at most %d characters, with a letter or a digit"
                            .formatted(LONGEST_TITLE));
        }
        RevisionWriting writing = new RevisionWriting(RevisionChain.load(), folder);
        try (DatabaseAccess access = parent.open()) {
            Optional<RevisionWriting.Written> written = autogenerate
                    ? writing.fromEntities(access.unpooled(), title, new EntityDifference(entities))
                    : Optional.of(writing.empty(access.unpooled(), title));
            written.ifPresentOrElse(
                    it -> report(it, parent.out(), parent.err()),
                    () -> parent.out().println("Nothing to do: the entities fit the head. Nothing was written."));
            return MigrateCommand.DONE;
        }
    }

    static void report(RevisionWriting.Written written, PrintWriter out, PrintWriter err) {
        written.draft().changes().forEach(change -> out.println("  " + change.line()));
        written.files().forEach(file -> out.println("Wrote " + file));
        written.draft().warnings().forEach(warning -> err.println("Warning: " + warning));
        out.println("Review it: 'migrate lint %s' passes when its review notes are dealt with."
                .formatted(written.files().getFirst()));
    }
}
