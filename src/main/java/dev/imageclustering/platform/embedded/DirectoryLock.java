package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a data directory. The operating system gives it back however the process ends, so a server that runs
 * without this lock being held is an orphan.
 */
final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;
    private final Path owner;

    private DirectoryLock(FileChannel channel, Path owner) {
        this.channel = channel;
        this.owner = owner;
    }

    /**
     * Takes the lock.
     *
     * @throws DataDirectoryInUse if a living process, or another part of this one, holds it
     */
    static DirectoryLock take(Path directory) throws IOException {
        Path owner = directory.resolve("owner");
        // Closing a second channel on the file would drop the lock that this process already holds.
        if (ownerIn(owner).equals(self())) {
            throw new DataDirectoryInUse(directory, pid(self()));
        }
        FileChannel channel =
                FileChannel.open(directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new DataDirectoryInUse(directory, pid(ownerIn(owner)));
        }
        Files.writeString(owner, self());
        return new DirectoryLock(channel, owner);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException raced) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(owner);
        channel.close();
    }

    /** A process number alone comes again: in a container every first process is number 1. */
    private static String self() {
        ProcessHandle process = ProcessHandle.current();
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static String ownerIn(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : "unknown";
    }

    private static String pid(String owner) {
        return owner.split(" ", 2)[0];
    }
}
