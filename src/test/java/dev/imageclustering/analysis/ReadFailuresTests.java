package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.image.ImageFileMissing;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.vision.UnavailableDecoders;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadFailuresTests {

    private static final ImageId IMAGE = new ImageId(7);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createFile(folder.resolve("photo.jpg"));
    }

    @Test
    void callFileMissingThatIsNotThere() {
        Path none = folder.resolve("none.jpg");
        assertThat(ReadFailures.of(IMAGE, none, new NoSuchFileException(none.toString())))
                .isInstanceOf(ImageFileMissing.class);
    }

    @Test
    void callNoFileMissingThatIsThere() {
        assertThat(ReadFailures.of(IMAGE, file, new NoSuchFileException("of something else")))
                .isInstanceOf(StorageUnavailable.class);
    }

    @Test
    void callNoFileMissingThatIsNotGivenOut() {
        IOException denied = new AccessDeniedException(file.toString());
        assertThat(ReadFailures.of(IMAGE, file, denied))
                .isInstanceOf(StorageUnavailable.class)
                .hasCause(denied);
    }

    @Test
    void callNoFileMissingForWhichThereIsNoDecoder() {
        assertThat(ReadFailures.of(IMAGE, file, UnavailableDecoders.doesNotStart()))
                .isInstanceOf(DecoderMissing.class);
    }
}
