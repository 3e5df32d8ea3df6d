package dev.imageclustering.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the revisions, first to last. */
public final class RevisionFiles {

    static final Path FOLDER = Path.of("src/main/resources/db/changelog");
    static final Pattern NAME = Pattern.compile("(\\d{4})-([0-9a-f]{12})-[a-z0-9-]+\\.sql");
    /** How many of them are the ones of the system that came before this one. */
    static final int INHERITED = 9;

    private RevisionFiles() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("changes"))) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the ids of the revisions, first to last. */
    public static List<String> ids() {
        return all().stream().map(RevisionFiles::id).toList();
    }

    static String id(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(file.getFileName() + " is not named number-revision-title.sql");
        }
        return name.group(2);
    }

    /** Returns how the head is spoken of. */
    public static String head() {
        return ids().getLast() + " (head)";
    }

    /** Returns what a revision is called. */
    public static String title(String id) {
        String text = all().stream()
                .filter(file -> id(file).equals(id))
                .map(RevisionFiles::text)
                .findFirst()
                .orElseThrow();
        Matcher comment = Pattern.compile("(?m)^--comment: (.+)$").matcher(text);
        if (!comment.find()) {
            throw new IllegalArgumentException("Revision " + id + " has no comment");
        }
        return comment.group(1);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
