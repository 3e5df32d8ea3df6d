package dev.imageclustering.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.imageclustering.support.OnnxFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupingEvaluationTests {

    private static final List<String> PHOTOS = List.of("el-torcal-rocks", "notocactus-minimus", "polemonium-reptans");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @Test
    void measuresPhotosByEveryMethod() throws IOException {
        writePhotos();
        writeTable();

        assertThat(evaluate(folder.toString(), "photos.csv")).isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("4 photos", "CPU-ms a photo", "auto, verify: false", "HDBSCAN 2/1", "HDBSCAN 5/5");
        assertThat(lineOf("auto ")).contains("1.000 (1.000 / 1.000)", "100.0%", "A 1.00");
        assertThat(lineOf("links:"))
                .isEqualTo("links: 1, 0 of them between groups, of which 0 between parts of one photo");
    }

    @Test
    void countsLinksBetweenGroups() throws IOException {
        writePhotos();
        Files.writeString(folder.resolve("photos.csv"), """
            file,group,kind,tier
            el-torcal-rocks.jpg,rocks,copy,A
            again.jpg,others,copy,A
            notocactus-minimus.jpg,,single,
            """);

        evaluate(folder.toString(), "photos.csv");

        assertThat(lineOf("links:"))
                .isEqualTo("links: 1, 1 of them between groups, of which 0 between parts of one photo");
    }

    @Test
    void measuresPhotosThatItMakes() throws IOException {
        writePhotos();
        writeTable();

        assertThat(evaluate(folder.toString(), "photos.csv", "12")).isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("12 photos");
        assertThat(lineOf("auto ")).contains("made 1.00");
    }

    @Test
    void groupsTheFirstSharedPhotosWithoutMixingAny() throws IOException {
        Path shared = Path.of("../shared/photos");
        assumeThat(shared.resolve("photos.csv"))
                .as("the photos with known groups are not beside this checkout")
                .exists();
        List<String> table = Files.readAllLines(shared.resolve("photos.csv"));
        Path some = folder.resolve("some.csv");
        Files.write(some, table.subList(0, 41));

        assertThat(evaluate(shared.toString(), some.toAbsolutePath().toString()))
                .isZero();

        assertThat(lineOf("auto ")).contains("(1.000 /");
    }

    @Test
    void measuresWhatANeuralModelProposes() throws IOException {
        writePhotos();
        writeTable();
        Files.writeString(folder.resolve("pixels.properties"), "size=8");
        Path model = Files.write(folder.resolve("pixels.onnx"), OnnxFiles.of("Flatten", -1, 3, 8, 8));

        assertThat(evaluate(folder.toString(), "photos.csv", model.toString())).isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("pixels/[0-9a-f]{12}: 4 vectors of 192 values, [0-9.]+ CPU-ms a photo");
        assertThat(lineOf("auto, model proposes")).contains("1.000 (1.000 / 1.000)");
        assertThat(lineOf("model, HDBSCAN 2/1")).isNotEmpty();
    }

    @Test
    void tellsThatTheModelCannotBeUsed() throws IOException {
        writePhotos();
        writeTable();

        assertThat(evaluate(
                        folder.toString(),
                        "photos.csv",
                        folder.resolve("none.onnx").toString()))
                .isEqualTo(1);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("none.properties cannot be read");
    }

    @Test
    void tellsHowItIsUsed() {
        assertThat(evaluate()).isEqualTo(2);
        assertThat(evaluate(folder.toString(), "photos.csv", "many")).isEqualTo(2);
        assertThat(evaluate(folder.resolve("none").toString(), "photos.csv")).isEqualTo(2);

        assertThat(complained.toString(StandardCharsets.UTF_8))
                .contains("Usage: evaluate FOLDER TABLE [COUNT | MODEL]");
        assertThat(printed.size()).isZero();
    }

    @Test
    void tellsWhatIsMissing() throws IOException {
        Files.writeString(folder.resolve("photos.csv"), "file,group,kind,tier\ngone.jpg,,single,\n");

        assertThat(evaluate(folder.toString(), "photos.csv")).isEqualTo(1);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("gone.jpg");
    }

    @Test
    void refusesTableWithoutTheColumns() throws IOException {
        Files.writeString(folder.resolve("photos.csv"), "file\nrocks.jpg\n");

        assertThat(evaluate(folder.toString(), "photos.csv")).isEqualTo(1);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("rocks.jpg");
    }

    private String lineOf(String method) {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(method + " "))
                .collect(Collectors.joining());
    }

    private int evaluate(String... arguments) {
        return GroupingEvaluation.execute(arguments, new PrintStream(printed), new PrintStream(complained));
    }

    private void writeTable() throws IOException {
        Files.writeString(folder.resolve("photos.csv"), """
            file,group,kind,tier
            el-torcal-rocks.jpg,rocks,copy,A
            again.jpg,rocks,copy,A
            notocactus-minimus.jpg,,single,
            polemonium-reptans.jpg,,single,
            """);
    }

    private void writePhotos() throws IOException {
        for (String name : PHOTOS) {
            try (InputStream photo = getClass().getResourceAsStream("../vision/photos/" + name + ".jpg")) {
                Files.copy(photo, folder.resolve(name + ".jpg"));
            }
        }
        Files.copy(folder.resolve("el-torcal-rocks.jpg"), folder.resolve("again.jpg"));
    }
}
