package dev.imageclustering.storage;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The store of originals and thumbnails. An original becomes visible under its final name only when all of its bytes are
 * on the disk, so whatever stands there is whole; what can be made again becomes visible when it is written. Thread-safe; several processes may share one root.
 */
public final class PhotoStore implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String ORIGINALS = "originals";
    private static final String THUMBNAILS = "thumbnails";

    private final Path root;
    private final StoredPaths paths;
    private final IncomingFolder incoming;
    private final Trash trash;

    public PhotoStore(StorageProperties properties, Clock clock) throws IOException {
        this.paths = new StoredPaths(properties.root(), properties.legacyRoot());
        this.root = paths.root();
        this.incoming = IncomingFolder.open(root.resolve("incoming"));
        this.trash = new Trash(root.resolve("trash"), properties.trashRetention(), clock);
    }

    /**
     * Receives a file: its bytes go to a temporary file on the disk while their hash is computed in the same pass.
     *
     * @throws FileTooLarge as soon as there are more than {@code maxBytes}; nothing is left behind
     */
    public StagedFile stage(InputStream content, long maxBytes) throws IOException {
        Path file = incoming.newFile();
        try {
            return copy(content, file, maxBytes);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    private static StagedFile copy(InputStream content, Path file, long maxBytes) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > maxBytes) {
                    throw new FileTooLarge(maxBytes);
                }
                digest.update(buffer, 0, read);
                writeFully(out, ByteBuffer.wrap(buffer, 0, read));
            }
            out.force(true);
        }
        return new StagedFile(file, new ContentHash(HexFormat.of().formatHex(digest.digest())), size);
    }

    /**
     * Moves a staged file to its place among the originals, atomically and durably. Content that is there already is
     * replaced by the same bytes.
     *
     * @return the path relative to the root, with {@code /} between its parts
     */
    public String publish(StagedFile staged, String extension) throws IOException {
        String relative = place(ORIGINALS, staged.hash().hex(), "." + extension);
        moveIntoPlace(staged.path(), root.resolve(relative));
        return relative;
    }

    /** Tells whether the file of a path that is kept in the database is there. */
    public boolean holds(String stored) {
        try {
            return Files.isRegularFile(resolve(stored));
        } catch (NoSuchFileException outsideTheStore) {
            return false;
        }
    }

    /** Moves a staged file to where the file of a path should be that was lost, unless the path leads out of the store. */
    public void putBack(StagedFile staged, String stored) throws IOException {
        Path place;
        try {
            place = resolve(stored);
        } catch (NoSuchFileException outsideTheStore) {
            return;
        }
        moveIntoPlace(staged.path(), place);
    }

    /**
     * Returns the file of a path that is kept in the database.
     *
     * @throws NoSuchFileException if the path leads out of the store
     */
    public Path resolve(String stored) throws NoSuchFileException {
        return paths.resolve(stored);
    }

    /** Returns such a path relative to the root, also where it is an absolute one of the Python system. */
    public String relative(String stored) {
        return paths.relative(stored);
    }

    /** Returns every way in which the database may name the file of a path relative to the root. */
    public List<String> spellings(String relative) {
        return paths.spellings(relative);
    }

    /** Computes the hash of a stored file. */
    public static ContentHash hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return new ContentHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** Returns the thumbnail's file if there is one. */
    public Optional<Path> thumbnail(String imageHash, ThumbnailSize size) {
        return Optional.of(thumbnailFile(imageHash, size)).filter(PhotoStore::holdsSomething);
    }

    public Path writeThumbnail(String imageHash, ThumbnailSize size, byte[] jpeg) throws IOException {
        return writeBeside(thumbnailFile(imageHash, size), jpeg);
    }

    private Path writeBeside(Path file, byte[] content) throws IOException {
        Path temporary = incoming.newFile();
        try {
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
            moveIntoPlace(temporary, file);
            return file;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Returns the file of an image's local features if there is one. */
    public Optional<Path> keypoints(String imageHash) {
        return Optional.of(keypointsFile(imageHash)).filter(PhotoStore::holdsSomething);
    }

    /** A crash of the machine may leave the name of a file that was made last without its content. */
    private static boolean holdsSomething(Path file) {
        File held = file.toFile();
        return held.isFile() && held.length() > 0;
    }

    /** Keeps the local features of an image beside its thumbnails. */
    public void writeKeypoints(String imageHash, byte[] keypoints) throws IOException {
        writeBeside(keypointsFile(imageHash), keypoints);
    }

    /** Deletes the thumbnails of an image and what is kept beside them, and returns how many thumbnails there were. */
    public int deleteThumbnails(String imageHash) throws IOException {
        Files.deleteIfExists(keypointsFile(imageHash));
        int deleted = 0;
        for (ThumbnailSize size : ThumbnailSize.values()) {
            deleted += Files.deleteIfExists(thumbnailFile(imageHash, size)) ? 1 : 0;
        }
        return deleted;
    }

    /** Deletes an original and tells whether there was one. */
    public boolean deleteOriginal(String relative) throws IOException {
        return Files.deleteIfExists(resolve(relative));
    }

    /** Moves a file that no image names out of the way; it is deleted for good when its retention has passed. */
    public void discard(String relative) throws IOException {
        trash.add(resolve(relative));
    }

    public void emptyTrash() throws IOException {
        trash.deleteExpired();
    }

    /**
     * Visits the relative path of every original, every thumbnail and what is kept beside these. What does not lie where
     * the store puts files of its name is not its own, and left out.
     */
    public void forEachFile(Consumer<StoredFile> visitor) throws IOException {
        visit(ORIGINALS, visitor);
        visit(THUMBNAILS, visitor);
    }

    private void visit(String kind, Consumer<StoredFile> visitor) throws IOException {
        Path folder = root.resolve(kind);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .map(relative -> new StoredFile(relative, kind.equals(THUMBNAILS)))
                    .filter(file -> file.relative().startsWith(fan(kind, file.imageHash()) + file.imageHash()))
                    .forEach(visitor);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private Path thumbnailFile(String imageHash, ThumbnailSize size) {
        return root.resolve(place(THUMBNAILS, imageHash, "-" + size.longSide() + ".jpg"));
    }

    private Path keypointsFile(String imageHash) {
        return root.resolve(place(THUMBNAILS, imageHash, "-keypoints.bin"));
    }

    /** A hash of the Python system may be any text. */
    private static String place(String kind, String hash, String suffix) {
        String name = hash.replaceAll("[^A-Za-z0-9-]", "_");
        return fan(kind, name) + name + suffix;
    }

    private static String fan(String kind, String name) {
        String fan = name + "0000";
        return "%s/%s/%s/".formatted(kind, fan.substring(0, 2), fan.substring(2, 4));
    }

    private void moveIntoPlace(Path source, Path target) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent());
        boolean newFolder = !Files.isDirectory(folder);
        Files.createDirectories(folder);
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
        if (newFolder) {
            Path parent = folder.getParent();
            while (parent != null && parent.startsWith(root)) {
                force(parent);
                parent = parent.getParent();
            }
        }
    }

    /** Makes the names in a folder durable: a rename is not before its folder is on the disk. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        incoming.close();
    }
}
