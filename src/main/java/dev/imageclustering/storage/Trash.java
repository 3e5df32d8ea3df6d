package dev.imageclustering.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Files that no image names, kept for a while so that a mistake can be undone by hand. */
final class Trash {

    private final Path folder;
    private final Duration retention;
    private final Clock clock;

    Trash(Path folder, Duration retention, Clock clock) {
        this.folder = folder;
        this.retention = retention;
        this.clock = clock;
    }

    void add(Path file) throws IOException {
        Files.createDirectories(folder);
        Path discarded = folder.resolve(file.getFileName());
        Files.move(file, discarded, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(discarded, FileTime.from(clock.instant()));
    }

    void deleteExpired() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant oldest = clock.instant().minus(retention);
        List<Path> files;
        try (Stream<Path> children = Files.list(folder)) {
            files = children.toList();
        }
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
