package dev.imageclustering.analysis;

import dev.imageclustering.vision.DecodeBenchmark;
import java.nio.file.Path;

/** Measures what one photo costs, by stage. Its argument is a folder of photos, of which the large ones are taken. */
final class PhotoBenchmark {

    private PhotoBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        ExifReader exif = new ExifReader();
        DecodeBenchmark benchmark = new DecodeBenchmark(exif::read);
        Path folder = Path.of(arguments[0]);
        benchmark.printStages(folder);
        benchmark.run(folder);
    }
}
