package dev.imageclustering.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "lint",
        description = {
            "Looks for unsafe changes in the files of revisions, without a database.",
            "An exception is declared in the file: \"-- drops: table.column because ...\", or"
                    + " \"-- allows: RULE table.column because ...\"."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing found", "1:something is unsafe", "2:wrong usage", "255:refused or failed"},
        footer = {"", "Example:", "  migrate lint src/main/resources/db/changelog/changes/0022-*.sql"})
final class LintVerb implements Callable<Integer> {

    /** They are frozen, and make again step by step what the Python system had done to its tables. */
    static final Set<String> INHERITED = Set.of(
            "bb0ac39a2a27",
            "ba650b8c5046",
            "c69c13026fe2",
            "c910e59362f6",
            "f20a4b6a74f4",
            "487c42b05f95",
            "b8c2e1c76ce3",
            "0c40df432af5",
            "cc526443c54f");

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private MigrateCommand parent;

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files of revisions; by default all revisions of this program but the inherited ones.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        List<LintFinding> findings = files.isEmpty() ? ofProgram() : ofFiles();
        if (json.asked()) {
            JsonOption.print(parent.out(), Map.of("findings", findings));
        } else if (findings.isEmpty()) {
            parent.out().println("Nothing unsafe found.");
        } else {
            findings.forEach(finding -> parent.out().println(finding.text()));
        }
        return findings.isEmpty() ? MigrateCommand.DONE : MigrateCommand.FOUND;
    }

    static List<LintFinding> ofProgram() {
        return RevisionChain.load().revisions().stream()
                .filter(revision -> !INHERITED.contains(revision.id()))
                .flatMap(revision ->
                        RevisionLint.findings(revision.resource(), RevisionChain.text(revision.resource())).stream())
                .toList();
    }

    private List<LintFinding> ofFiles() {
        List<LintFinding> findings = new ArrayList<>();
        for (Path file : files) {
            try {
                findings.addAll(RevisionLint.findings(file.toString(), Files.readString(file)));
            } catch (NoSuchFileException missing) {
                throw new MigrationFailed("There is no file %s".formatted(file), missing);
            } catch (IOException failure) {
                throw new MigrationFailed("%s cannot be read: %s".formatted(file, failure.getMessage()), failure);
            }
        }
        return findings;
    }
}
