package dev.imageclustering.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoStoreTests {

    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path root;

    private PhotoStore store;

    @BeforeEach
    void open() throws IOException {
        store = openAt(NOW);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private PhotoStore openAt(Instant now) throws IOException {
        return new PhotoStore(new StorageProperties(root, null, Duration.ofDays(7)), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void hashesWhatItReceives() throws IOException {
        try (StagedFile staged = stage(ABC)) {
            assertThat(staged.hash().hex()).isEqualTo(HASH_OF_ABC);
            assertThat(staged.size()).isEqualTo(3);
            assertThat(staged.path()).hasBinaryContent(ABC);
        }
    }

    @Test
    void putsBackWhatWasLost() throws IOException {
        String relative = publish(ABC);
        Files.delete(root.resolve(relative));
        assertThat(store.holds(relative)).isFalse();

        try (StagedFile staged = stage(ABC)) {
            store.putBack(staged, relative);
        }

        assertThat(store.holds(relative)).isTrue();
        assertThat(root.resolve(relative)).hasBinaryContent(ABC);
    }

    @Test
    void putsNothingBackOutsideTheStore() throws IOException {
        try (StagedFile staged = stage(ABC)) {
            store.putBack(staged, "../elsewhere.jpg");

            assertThat(staged.path()).exists();
        }
        assertThat(root.resolveSibling("elsewhere.jpg")).doesNotExist();
        assertThat(store.holds("../elsewhere.jpg")).isFalse();
    }

    /** As a crash of the machine may leave it. */
    @Test
    void takesAnEmptyThumbnailForNone() throws IOException {
        Path thumbnail = store.writeThumbnail(HASH_OF_ABC, ThumbnailSize.SMALL, ABC);
        assertThat(store.thumbnail(HASH_OF_ABC, ThumbnailSize.SMALL)).contains(thumbnail);

        Files.write(thumbnail, new byte[0]);

        assertThat(store.thumbnail(HASH_OF_ABC, ThumbnailSize.SMALL)).isEmpty();
        store.writeThumbnail(HASH_OF_ABC, ThumbnailSize.SMALL, ABC);
        assertThat(store.thumbnail(HASH_OF_ABC, ThumbnailSize.SMALL)).contains(thumbnail);
    }

    @Test
    void leavesNothingBehindOfAThumbnailThatCannotBeWritten() throws IOException {
        Files.write(root.resolve("thumbnails"), ABC);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.writeThumbnail(HASH_OF_ABC, ThumbnailSize.SMALL, ABC));

        try (Stream<Path> left = Files.walk(root.resolve("incoming"))) {
            assertThat(left.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void publishesAFileByItsContent() throws IOException {
        String relative = publish(ABC);

        assertThat(relative).isEqualTo("originals/ba/78/" + HASH_OF_ABC + ".jpg");
        assertThat(store.resolve(relative)).hasBinaryContent(ABC);
        assertThat(incoming()).isEmpty();
    }

    @Test
    void removesWhatWasStagedAndNotPublished() throws IOException {
        stage(ABC).close();

        assertThat(incoming()).isEmpty();
    }

    @Test
    void refusesMoreBytesThanTheLimitAndLeavesNothing() throws IOException {
        assertThatExceptionOfType(FileTooLarge.class)
                .isThrownBy(() -> store.stage(new ByteArrayInputStream(ABC), 2))
                .satisfies(refused -> assertThat(refused.limit()).isEqualTo(2));

        assertThat(incoming()).isEmpty();
    }

    @Test
    void leavesNothingOfAStreamThatBreaks() throws IOException {
        InputStream breaking = new InputStream() {
            private int left = 2;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("gone");
                }
                return 1;
            }
        };

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.stage(breaking, 100));

        assertThat(incoming()).isEmpty();
    }

    @Test
    void resolvesNoPathOutsideTheStore() {
        for (String path : List.of("../outside.jpg", "/etc/passwd", "originals/../../outside.jpg")) {
            assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.resolve(path));
        }
    }

    @Test
    void removesWhatADeadProcessWasReceivingAndNotWhatALivingOneIs() throws IOException {
        Path dead = Files.createDirectories(root.resolve("incoming/dead"));
        Files.write(dead.resolve("half.part"), ABC);
        StagedFile living = stage(ABC);

        try (PhotoStore other = openAt(NOW)) {
            assertThat(dead).doesNotExist();
            assertThat(living.path()).exists();
        }
    }

    @Test
    void keepsWhatIsDiscardedUntilItsRetentionHasPassed() throws IOException {
        store.discard(publish(ABC));
        Path discarded = root.resolve("trash").resolve(HASH_OF_ABC + ".jpg");

        store.emptyTrash();
        assertThat(discarded).hasBinaryContent(ABC);

        try (PhotoStore later = openAt(NOW.plus(Duration.ofDays(8)))) {
            later.emptyTrash();
        }
        assertThat(discarded).doesNotExist();
    }

    @Test
    void keepsThumbnailsBySizeAndDeletesThemTogether() throws IOException {
        store.writeThumbnail(HASH_OF_ABC, ThumbnailSize.SMALL, ABC);
        store.writeThumbnail(HASH_OF_ABC, ThumbnailSize.LARGE, ABC);

        assertThat(store.thumbnail(HASH_OF_ABC, ThumbnailSize.SMALL)).isPresent();
        assertThat(store.deleteThumbnails(HASH_OF_ABC)).isEqualTo(2);
        assertThat(store.thumbnail(HASH_OF_ABC, ThumbnailSize.SMALL)).isEmpty();
    }

    @Test
    void keepsKeypointsBesideTheThumbnailsAndDeletesThemTogether() throws IOException {
        store.writeThumbnail(HASH_OF_ABC, ThumbnailSize.SMALL, ABC);
        store.writeKeypoints(HASH_OF_ABC, ABC);

        assertThat(store.keypoints(HASH_OF_ABC))
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(ABC));
        assertThat(store.deleteThumbnails(HASH_OF_ABC)).isEqualTo(1);
        assertThat(store.keypoints(HASH_OF_ABC)).isEmpty();
    }

    @Test
    void visitsKeypointsWithTheHashOfTheirImage() throws IOException {
        store.writeKeypoints(HASH_OF_ABC, ABC);
        List<StoredFile> visited = new java.util.ArrayList<>();

        store.forEachFile(visited::add);

        assertThat(visited).extracting(StoredFile::imageHash).containsExactly(HASH_OF_ABC);
    }

    @Test
    void visitsEveryFileWithTheHashOfItsImage() throws IOException {
        publish(ABC);
        store.writeThumbnail(HASH_OF_ABC, ThumbnailSize.SMALL, ABC);
        List<StoredFile> visited = new java.util.ArrayList<>();

        store.forEachFile(visited::add);

        assertThat(visited)
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.imageHash()).isEqualTo(HASH_OF_ABC));
        assertThat(visited).extracting(StoredFile::thumbnail).containsExactly(false, true);
    }

    private StagedFile stage(byte[] bytes) throws IOException {
        return store.stage(new ByteArrayInputStream(bytes), 100);
    }

    private String publish(byte[] bytes) throws IOException {
        try (StagedFile staged = stage(bytes)) {
            return store.publish(staged, "jpg");
        }
    }

    private List<Path> incoming() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("incoming"))) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }
}
