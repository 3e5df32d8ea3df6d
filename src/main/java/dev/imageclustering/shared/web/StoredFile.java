package dev.imageclustering.shared.web;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A file as it was found.
 *
 * @param size in bytes
 * @param lastModified in whole seconds, as HTTP tells it
 */
record StoredFile(Path path, long size, Instant lastModified) {

    static StoredFile find(Path path) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return new StoredFile(
                    path, found.size(), found.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS));
        } catch (NoSuchFileException | FileNotFoundException deleted) {
            throw new FileGone();
        }
    }

    ByteRange all() {
        return new ByteRange(0, size);
    }

    /** Opens some of the file's bytes. */
    InputStream open(ByteRange range) throws IOException {
        try {
            return RangeStream.of(FileChannel.open(path, StandardOpenOption.READ), range);
        } catch (NoSuchFileException | FileNotFoundException deleted) {
            throw new FileGone();
        }
    }
}
