package dev.imageclustering.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The folder of the sources that the revisions lie in. */
final class RevisionFolder {

    static final Path OF_SOURCES = Path.of("src/main/resources/db/changelog");

    private static final String RESOURCES = "db/changelog/";
    private static final Pattern INCLUDED = Pattern.compile("(?m)^\\s*file:\\s*(\\S+)\\s*$");

    private final Path folder;
    private final Path master;

    private RevisionFolder(Path folder, Path master) {
        this.folder = folder;
        this.master = master;
    }

    /** Opens a folder that holds exactly the revisions of the chain: those that this program was built from. */
    static RevisionFolder open(Path folder, RevisionChain chain) {
        Path master = folder.resolve("db.changelog-master.yaml");
        if (!Files.isRegularFile(master)) {
            throw new MigrationFailed(
                    "There is no %s here: run this in the root of the sources, or name the folder".formatted(folder)
                            + " with --folder");
        }
        List<String> there = INCLUDED.matcher(read(master))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        List<String> known = chain.revisions().stream()
                .map(revision -> revision.resource().substring(RESOURCES.length()))
                .toList();
        if (!there.equals(known)) {
            throw new MigrationFailed("The program was built from other revisions (%d) than %s has (%d): build it again"
                    .formatted(known.size(), folder, there.size()));
        }
        return new RevisionFolder(folder, master);
    }

    /**
     * Writes a revision and adds it to the end of the chain.
     *
     * @param schema that it leaves behind
     * @return the new files, that of the revision first
     */
    List<Path> write(int number, RevisionDraft draft, SchemaSnapshot schema) {
        String name = draft.fileName(number);
        Path revision = folder.resolve("changes").resolve(name);
        Path snapshot =
                folder.resolve(ExpectedSchemas.resource(number, draft.id()).substring(RESOURCES.length()));
        List<Path> written = new ArrayList<>();
        try {
            create(revision, draft.text(), written);
            create(snapshot, String.join("\n", schema.lines()) + "\n", written);
            register(name);
            return written;
        } catch (IOException failure) {
            written.forEach(RevisionFolder::remove);
            throw new MigrationFailed("The revision cannot be written: " + failure, failure);
        }
    }

    private static void create(Path file, String text, List<Path> written) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        written.add(file);
    }

    private void register(String name) throws IOException {
        String entry = "  - include:\n      file: changes/%s\n      relativeToChangelogFile: true\n".formatted(name);
        Path next = folder.resolve("db.changelog-master.yaml.next");
        Files.writeString(next, Files.readString(master).stripTrailing() + "\n" + entry);
        Files.move(next, master, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new MigrationFailed("%s is left over and cannot be removed: %s".formatted(file, failure), failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new MigrationFailed("%s cannot be read: %s".formatted(file, failure), failure);
        }
    }
}
