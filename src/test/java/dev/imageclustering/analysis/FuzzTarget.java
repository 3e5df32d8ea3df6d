package dev.imageclustering.analysis;

import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureLimits;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process that {@link MutationFuzzer} gives files to: one path a line, answered by what became of it. */
final class FuzzTarget {

    static final String ESCAPED = "ESCAPED";

    private FuzzTarget() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);
        ExifReader exif = new ExifReader();
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            answers.println(answer(engine, exif, Path.of(path)));
        }
    }

    private static String answer(PictureEngine engine, ExifReader exif, Path file) {
        try {
            Integer orientation = exif.read(file).orientation();
            engine.analyze(file, orientation == null ? 1 : orientation);
            return "READ";
        } catch (UnreadablePicture refused) {
            return refused.code().name();
        } catch (Throwable escaped) {
            escaped.printStackTrace();
            return ESCAPED + " " + escaped;
        }
    }
}
