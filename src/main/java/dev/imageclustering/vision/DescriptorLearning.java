package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Learns the built-in descriptor's tables from a folder of photos. The same photos give the same bytes, in whichever
 * order the file system lists them.
 */
public final class DescriptorLearning {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE = """
            learn-descriptor FOLDER FILE [VERSION]
            Learns the descriptor's tables from the photos under FOLDER and writes them to FILE.""";

    private static final String FIRST_VERSION = "1";

    private final WorkPictureReader reader;

    DescriptorLearning(WorkPictureReader reader) {
        this.reader = reader;
    }

    /**
     * The command {@code learn-descriptor FOLDER FILE [VERSION]}.
     *
     * @param arguments what follows the command's name
     * @return the exit code: 0 when the file was written, 1 when it could not be, 2 for wrong arguments
     */
    public static int execute(String[] arguments, PrintStream out, PrintStream err) {
        Optional<String> misuse = misuse(arguments);
        if (misuse.isPresent()) {
            err.println(misuse.get());
            return WRONG_USAGE;
        }
        String version = arguments.length == 3 ? arguments[2] : FIRST_VERSION;
        try {
            run(Path.of(arguments[0]), Path.of(arguments[1]), version, out::println);
            return DONE;
        } catch (IOException | IllegalArgumentException e) {
            err.println("Nothing was learned: " + e.getMessage());
            return FAILED;
        }
    }

    private static Optional<String> misuse(String[] arguments) {
        if (arguments.length < 2 || arguments.length > 3) {
            return Optional.of("Usage: " + USAGE);
        }
        if (!Files.isDirectory(Path.of(arguments[0]))) {
            return Optional.of("FOLDER must be a folder with photos but is " + arguments[0]);
        }
        if (arguments.length == 3 && !DescriptorTables.isVersion(arguments[2])) {
            return Optional.of(
                    "VERSION must be 1 to 32 letters, digits, dots, dashes or underscores but is " + arguments[2]);
        }
        return Optional.empty();
    }

    /**
     * Learns from every JPEG under the folder and writes the tables; on failure the file is left as it was.
     *
     * @param version of the descriptor that the tables make; vectors of two versions are never compared
     * @param progress receives a line for each photo and each step
     * @throws IllegalArgumentException when the photos have too few local features
     */
    public static void run(Path photoFolder, Path output, String version, Consumer<String> progress)
            throws IOException {
        DescriptorTables tables = new DescriptorLearning(new ReducedJpegReader()).learn(photoFolder, version, progress);
        writeWhole(DescriptorTablesFile.write(tables), output);
        progress.accept("Wrote " + output + ": " + tables.model().id());
    }

    DescriptorTables learn(Path photoFolder, String version, Consumer<String> progress) throws IOException {
        setNumThreads(1);
        VocabularyLearning sift = VocabularyLearning.ofSift();
        VocabularyLearning colour = VocabularyLearning.ofColour();
        for (Path photo : photosUnder(photoFolder)) {
            progress.accept(photoFolder.relativize(photo) + look(photo, sift, colour));
        }
        progress.accept("Learning the words of SIFT");
        Vocabulary siftWords = sift.learn();
        progress.accept("Learning the words of colour");
        return new DescriptorTables(version, siftWords, colour.learn());
    }

    private String look(Path photo, VocabularyLearning sift, VocabularyLearning colour) {
        try (var _ = new PointerScope()) {
            var picture = reader.read(photo);
            sift.look(picture);
            colour.look(picture);
            return "";
        } catch (IOException e) {
            return ": left out, " + e.getMessage();
        }
    }

    private static List<Path> photosUnder(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(path -> nameUnder(folder, path)))
                    .toList();
        }
    }

    /** The same on every system: a path's own order differs between them in separator and letter case. */
    private static String nameUnder(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    private static void writeWhole(byte[] bytes, Path output) throws IOException {
        Path written = output.resolveSibling(output.getFileName() + ".part");
        try {
            Files.write(written, bytes);
            Files.move(written, output, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
