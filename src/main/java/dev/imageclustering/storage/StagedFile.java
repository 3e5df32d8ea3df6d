package dev.imageclustering.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An incoming file that is complete and on the disk, but not yet part of the store. Closing it removes it, unless it
 * was published.
 *
 * @param path the temporary file
 * @param hash the SHA-256 of its bytes
 * @param size its length in bytes
 */
public record StagedFile(Path path, ContentHash hash, long size) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
