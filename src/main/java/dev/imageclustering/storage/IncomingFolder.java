package dev.imageclustering.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder one process receives files into. Several processes may share a store: each holds a lock on its own
 * folder, so a folder whose lock is free was left by a process that died, and is removed.
 */
final class IncomingFolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IncomingFolder.class);
    private static final String LOCK = ".lock";

    private final Path folder;
    private final FileChannel lockFile;

    private IncomingFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    static IncomingFolder open(Path parent) throws IOException {
        Files.createDirectories(parent);
        // Held while this process makes and locks its folder, lest another takes the still unlocked one for abandoned.
        try (FileChannel starting = openLock(parent);
                FileLock _ = starting.lock()) {
            removeAbandoned(parent);
            Path folder = Files.createDirectory(parent.resolve(UUID.randomUUID().toString()));
            FileChannel lockFile = openLock(folder);
            lockFile.lock();
            return new IncomingFolder(folder, lockFile);
        }
    }

    Path newFile() {
        return folder.resolve(UUID.randomUUID() + ".part");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
        removeFolder(folder);
    }

    private static void removeAbandoned(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> children = Files.list(parent)) {
            folders = children.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            removeIfAbandoned(folder);
        }
    }

    private static void removeIfAbandoned(Path folder) throws IOException {
        try (FileChannel channel = openLock(folder);
                FileLock lock = tryLock(channel)) {
            if (lock != null) {
                log.info("Removing what a process that died was receiving");
                removeFolder(folder);
            }
        }
    }

    private static FileChannel openLock(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void removeFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> children = Files.list(folder)) {
            files = children.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
