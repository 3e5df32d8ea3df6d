package dev.imageclustering.vision;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Learns the built-in model of natural scenes from a folder of good photos. Of each photo the patches count whose
 * sharpness is above three quarters of the sharpest one's, as in the paper. The same photos give the same bytes, in
 * whichever order the file system lists them.
 */
public final class NiqeLearning {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final double SHARP_ENOUGH = 0.75;
    private static final int LEAST_PATCHES = 2 * SceneStatistics.FEATURES;

    private static final String USAGE = """
            learn-niqe FOLDER FILE [VERSION]
            Learns the statistics of undistorted photos from those under FOLDER and writes them to FILE.""";

    private NiqeLearning() {}

    /**
     * The command {@code learn-niqe FOLDER FILE [VERSION]}.
     *
     * @param arguments what follows the command's name
     * @return the exit code: 0 when the file was written, 1 when it could not be, 2 for wrong arguments
     */
    public static int execute(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length < 2 || arguments.length > 3) {
            err.println("Usage: " + USAGE);
            return WRONG_USAGE;
        }
        String version = arguments.length == 3 ? arguments[2] : "1";
        if (!DescriptorTables.isVersion(version)) {
            err.println("VERSION must be 1 to 32 letters, digits, dots, dashes or underscores but is " + version);
            return WRONG_USAGE;
        }
        try {
            write(learn(Path.of(arguments[0]), version, out), Path.of(arguments[1]));
            out.println("Wrote " + arguments[1]);
            return DONE;
        } catch (IOException | IllegalArgumentException failure) {
            err.println("Nothing was learned: " + failure.getMessage());
            return FAILED;
        }
    }

    private static NaturalScenes learn(Path folder, String version, PrintStream out) throws IOException {
        PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);
        List<double[]> patches = new ArrayList<>();
        for (Path photo : photosUnder(folder)) {
            int before = patches.size();
            String reservation = "";
            try {
                patches.addAll(sharpOnes(engine.sceneStatistics(photo)));
            } catch (UnreadablePicture unreadable) {
                reservation = ", left out: " + unreadable.getMessage();
            }
            out.printf("%s: %d patches%s%n", folder.relativize(photo), patches.size() - before, reservation);
        }
        if (patches.size() < LEAST_PATCHES) {
            throw new IllegalArgumentException(
                    "%d patches are too few; %d are needed".formatted(patches.size(), LEAST_PATCHES));
        }
        return NaturalScenes.fitted(version, patches);
    }

    private static List<double[]> sharpOnes(List<SceneStatistics.Patch> patches) {
        double sharpest = patches.stream()
                .mapToDouble(SceneStatistics.Patch::sharpness)
                .max()
                .orElse(0);
        return patches.stream()
                .filter(patch -> patch.sharpness() > SHARP_ENOUGH * sharpest)
                .map(SceneStatistics.Patch::features)
                .toList();
    }

    private static List<Path> photosUnder(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(
                            path -> folder.relativize(path).toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static void write(NaturalScenes scenes, Path output) throws IOException {
        Path written = output.resolveSibling(output.getFileName() + ".part");
        try {
            Files.write(written, scenes.write());
            Files.move(written, output, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
