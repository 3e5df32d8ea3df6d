package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorLearningTests {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Path photos;
    private Path output;

    @BeforeEach
    void makePhotos() throws IOException {
        photos = Files.createDirectory(folder.resolve("photos"));
        output = folder.resolve("learned.tables");
        for (int i = 0; i < 4; i++) {
            save(photos.resolve("made-" + i + ".jpg"), 640, 480, i);
        }
    }

    @Test
    void learnsTablesThatTellPicturesApart() throws IOException {
        DescriptorLearning.run(photos, output, "test", _ -> {});

        ImageDescriptor descriptor = new ImageDescriptor(tables());
        try (var _ = new PointerScope()) {
            float[] picture = descriptor.describe(SamplePhotos.rectangles(400, 300, 20));
            float[] copy = descriptor.describe(SamplePhotos.recompressed(SamplePhotos.rectangles(400, 300, 20), 60));
            float[] other = descriptor.describe(SamplePhotos.rectangles(400, 300, 21));
            assertThat(descriptor.model()).isEqualTo(new DescriptorModel("rootsift-colour-vlad", "test", 1792));
            assertThat(dot(picture, copy)).isGreaterThan(dot(picture, other) + 0.3);
        }
    }

    @Test
    void givesSameBytesTwiceWhicheverOrderFilesWereMadeIn() throws IOException {
        Path again = Files.createDirectory(folder.resolve("again"));
        for (int i = 3; i >= 0; i--) {
            Files.copy(photos.resolve("made-" + i + ".jpg"), again.resolve("made-" + i + ".jpg"));
        }
        Path second = folder.resolve("second.tables");

        DescriptorLearning.run(photos, output, "1", _ -> {});
        DescriptorLearning.run(again, second, "1", _ -> {});

        assertThat(second).hasSameBinaryContentAs(output);
    }

    @Test
    void looksIntoSubfoldersInOrderOfNames() throws IOException {
        save(Files.createDirectory(photos.resolve("A")).resolve("inner.jpg"), 300, 200, 9);
        List<String> lines = new ArrayList<>();

        DescriptorLearning.run(photos, output, "1", lines::add);

        assertThat(lines)
                .startsWith("A/inner.jpg".replace("/", photos.getFileSystem().getSeparator()), "made-0.jpg");
    }

    @Test
    void leavesOutWhatItCannotReadAndSaysSo() throws IOException {
        Files.writeString(photos.resolve("notes.txt"), "not a photo");
        Files.write(photos.resolve("torn.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
        List<String> lines = new ArrayList<>();

        DescriptorLearning.run(photos, output, "1", lines::add);

        assertThat(lines)
                .contains("notes.txt: left out, not a JPEG", "torn.jpg: left out, a JPEG that cannot be decoded");
    }

    @Test
    void leavesFileAsItWasWhenPhotosSayTooLittle() throws IOException {
        Files.writeString(output, "older");
        Path none = Files.createDirectory(folder.resolve("none"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DescriptorLearning.run(none, output, "1", _ -> {}))
                .withMessageContaining("at least 320 local features");
        assertThat(output).hasContent("older");
    }

    @Test
    void commandWritesFileAndExitsWithZero() {
        int exit = DescriptorLearning.execute(new String[] {photos.toString(), output.toString()}, out, out);

        assertThat(exit).isZero();
        assertThat(output).isNotEmptyFile();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("rootsift-colour-vlad/1");
    }

    @Test
    void commandExitsWithTwoAndUsageWithoutArguments() {
        assertThat(DescriptorLearning.execute(new String[0], out, out)).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("Usage: learn-descriptor FOLDER FILE");
    }

    @Test
    void commandExitsWithTwoForMissingFolder() {
        String missing = folder.resolve("missing").toString();

        assertThat(DescriptorLearning.execute(new String[] {missing, output.toString()}, out, out))
                .isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("FOLDER must be")
                .contains(missing);
    }

    @Test
    void commandExitsWithTwoForVersionWithOddCharacters() {
        String[] arguments = {photos.toString(), output.toString(), "a/b"};

        assertThat(DescriptorLearning.execute(arguments, out, out)).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("VERSION must be");
    }

    @Test
    void commandExitsWithOneWhenFileCannotBeWritten() {
        String[] arguments = {
            photos.toString(), folder.resolve("no/such/folder.tables").toString()
        };

        assertThat(DescriptorLearning.execute(arguments, out, out)).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Nothing was learned");
    }

    private DescriptorTables tables() throws IOException {
        try (InputStream stream = Files.newInputStream(output)) {
            return DescriptorTablesFile.read(stream);
        }
    }

    private static void save(Path file, int width, int height, long seed) throws IOException {
        try (var _ = new PointerScope()) {
            Files.write(file, SamplePhotos.jpeg(SamplePhotos.rectangles(width, height, seed), 90));
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
