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
final class RevisionFiles {

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

    static List<String> ids() {
        return all().stream().map(RevisionFiles::id).toList();
    }

    static String id(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(file.getFileName() + " is not named number-revision-title.sql");
        }
        return name.group(2);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
