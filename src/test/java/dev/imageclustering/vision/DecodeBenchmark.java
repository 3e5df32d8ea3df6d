package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Measures what one photo costs, in milliseconds of one core, by stage, beside libjpeg-turbo's scaled decode (the floor)
 * and other ways to a small picture. Each stage runs several times on each photo; the least counts, so that other work
 * on the machine does not. All photos are analysed once before, as in a service that has been running for a while.
 */
public final class DecodeBenchmark {

    private static final int ROUNDS = 5;
    private static final int SMALL = 512;
    private static final int[][] SIZES = {{4000, 3000}, {6000, 4000}};
    private static final int PHOTOS_OF_A_SIZE = 4;
    private static final long LARGE_PIXELS = 7_900_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PictureReading reading = new ReadingHere(PictureLimits.DEFAULT, 1 << 30);
    private final PictureEngine engine = new PictureEngine(reading);
    private final ImageDescriptor descriptor = ImageDescriptor.load();
    private final Work metadata;

    /** Something that is done with a photo's file. */
    @FunctionalInterface
    public interface Work {
        void on(Path photo) throws Exception;
    }

    public DecodeBenchmark(Work metadata) {
        this.metadata = metadata;
    }

    /** Measures the large photos of a folder as they are, and all that can be made of them in four usual forms. */
    public void run(Path folder) throws Exception {
        List<Path> photos = largePhotos(folder);
        System.out.printf("%d photos of %d MP and more as they are%n", photos.size(), LARGE_PIXELS / 1_000_000);
        print(photos);
        Path made = Files.createTempDirectory("photos");
        for (int[] size : SIZES) {
            for (int progressive = 0; progressive <= 1; progressive++) {
                List<Path> copies = copies(photos, size, progressive, made);
                System.out.printf("%d x %d, %s%n", size[0], size[1], progressive == 1 ? "progressive" : "baseline");
                print(copies);
            }
        }
    }

    private void print(List<Path> photos) throws Exception {
        Map<String, Double> costs = new LinkedHashMap<>();
        for (Map.Entry<String, Work> stage : stages().entrySet()) {
            double sum = 0;
            for (Path photo : photos) {
                sum += milliseconds(stage.getValue(), photo);
            }
            costs.put(stage.getKey(), sum / photos.size());
        }
        double floor = costs.values().iterator().next();
        costs.forEach((stage, cost) -> System.out.printf("  %-44s %8.1f ms %6.2f%n", stage, cost, cost / floor));
        System.out.printf("  %-44s %8.1f ms%n", "djpeg -scale 1/8 (a process)", djpeg(photos));
    }

    private Map<String, Work> stages() {
        Map<String, Work> stages = new LinkedHashMap<>();
        stages.put("libjpeg-turbo to 1/8: the floor", photo -> turbo(photo, IMREAD_REDUCED_COLOR_8));
        stages.put("libjpeg-turbo to 1/4", photo -> turbo(photo, IMREAD_REDUCED_COLOR_4));
        stages.put("libjpeg-turbo to 1/2", photo -> turbo(photo, IMREAD_REDUCED_COLOR_2));
        stages.put("ours: decode + resize to 512", photo -> reading.read(photo, Orientation.UPRIGHT, SMALL));
        stages.put("ours: decode + resize to 1024", photo -> reading.read(photo, Orientation.UPRIGHT, 1024));
        stages.put("ours: with metadata, hash, two thumbnails", this::withThumbnails);
        stages.put("ours: everything", photo -> {
            metadata.on(photo);
            engine.analyze(photo, 1);
        });
        stages.put("  of which header check", DecodeBenchmark::header);
        stages.put("  of which metadata", metadata);
        stages.put("JDK ImageIO, every 4th pixel", photo -> imageIo(photo, jdk(), 4));
        stages.put("JDK ImageIO, whole, then scaled", photo -> imageIo(photo, jdk(), 1));
        stages.put("TwelveMonkeys, whole, then scaled", photo -> imageIo(photo, twelveMonkeys(), 1));
        if (isThumbnailatorHere()) {
            stages.put("Thumbnailator", DecodeBenchmark::thumbnailator);
        }
        stages.put("OpenCV whole + area", DecodeBenchmark::openCvWhole);
        return stages;
    }

    private void withThumbnails(Path photo) throws Exception {
        metadata.on(photo);
        UprightPicture upright = reading.read(photo, Orientation.UPRIGHT, 1024);
        Mat small = Shrink.toLongSide(Shrink.toLongSide(upright.bgr(), 512), 256);
        JpegEncoder.encode(small);
        JpegEncoder.encode(upright.sized(1024));
        PerceptualHash.of(small);
    }

    /** Prints what is computed from the decoded picture, which costs the same for photos of any size. */
    public void printStages(Path folder) throws Exception {
        Map<String, Double> sums = new LinkedHashMap<>();
        List<Path> photos = largePhotos(folder);
        for (Path photo : photos) {
            engine.analyze(photo, 1);
        }
        for (Path photo : photos) {
            try (PointerScope _ = new PointerScope()) {
                Mat large = reading.read(photo, Orientation.UPRIGHT, 1024).bgr();
                Mat medium = Shrink.toLongSide(large, 512);
                Mat small = Shrink.toLongSide(medium, 256);
                Map<String, Work> stages = new LinkedHashMap<>();
                stages.put("shrink to 512 and 256", _ -> Shrink.toLongSide(Shrink.toLongSide(large, 512), 256));
                stages.put("thumbnail of 1024", _ -> JpegEncoder.encode(large));
                stages.put("thumbnail of 256", _ -> JpegEncoder.encode(small));
                stages.put("perceptual hash", _ -> PerceptualHash.of(small));
                stages.put("quality", _ -> QualityAssessment.assess(large, new OriginalPicture(LARGE_PIXELS, 2)));
                stages.put("descriptor", _ -> descriptor.describe(medium));
                for (Map.Entry<String, Work> stage : stages.entrySet()) {
                    sums.merge(stage.getKey(), milliseconds(stage.getValue(), photo), Double::sum);
                }
            }
        }
        System.out.println("From the decoded picture");
        sums.forEach((stage, sum) -> System.out.printf("  %-44s %8.2f ms%n", stage, sum / photos.size()));
    }

    private static double milliseconds(Work work, Path photo) throws Exception {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            try (PointerScope _ = new PointerScope()) {
                work.on(photo);
            }
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
        }
        return least / 1e6;
    }

    private static void header(Path photo) throws Exception {
        try (ByteSource source = ByteSource.open(photo)) {
            PictureLayout.read(source, PictureLimits.DEFAULT);
        }
    }

    private static Mat turbo(Path photo, int flags) throws IOException {
        byte[] bytes = Files.readAllBytes(photo);
        return imdecode(new Mat(1, bytes.length, CV_8U, new BytePointer(bytes)), flags | IMREAD_IGNORE_ORIENTATION);
    }

    private static void openCvWhole(Path photo) throws IOException {
        Mat whole = turbo(photo, IMREAD_COLOR);
        double scale = (double) SMALL / Math.max(whole.cols(), whole.rows());
        resize(whole, new Mat(), new Size(), scale, scale, INTER_AREA);
    }

    private static ImageReader jdk() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IllegalStateException("This JDK has no reader for JPEG");
    }

    private static ImageReader twelveMonkeys() throws IOException {
        return new ImageIoReaders().create(PictureFormat.JPEG);
    }

    private static void imageIo(Path photo, ImageReader reader, int step) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(photo.toFile())) {
            reader.setInput(input, true, true);
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            BufferedImage whole = reader.read(0, parameters);
            double scale = (double) SMALL / Math.max(whole.getWidth(), whole.getHeight());
            int width = (int) (whole.getWidth() * scale);
            int height = (int) (whole.getHeight() * scale);
            BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = small.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(whole, 0, 0, width, height, null);
            graphics.dispose();
        } finally {
            reader.dispose();
        }
    }

    private static boolean isThumbnailatorHere() {
        try {
            Class.forName("net.coobird.thumbnailator.Thumbnails");
            return true;
        } catch (ClassNotFoundException notHere) {
            return false;
        }
    }

    private static void thumbnailator(Path photo) throws Exception {
        Object builder = Class.forName("net.coobird.thumbnailator.Thumbnails")
                .getMethod("of", File[].class)
                .invoke(null, (Object) new File[] {photo.toFile()});
        Object sized =
                builder.getClass().getMethod("size", int.class, int.class).invoke(builder, SMALL, SMALL);
        sized.getClass().getMethod("asBufferedImage").invoke(sized);
    }

    /** Returns the CPU time that djpeg takes for a photo, not a number where it is not installed. */
    private static double djpeg(List<Path> photos) throws Exception {
        double before = childrenMilliseconds();
        for (int round = 0; round < ROUNDS; round++) {
            for (Path photo : photos) {
                try {
                    new ProcessBuilder("djpeg", "-scale", "1/8", "-outfile", "/dev/null", photo.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
                } catch (IOException notInstalled) {
                    return Double.NaN;
                }
            }
        }
        return (childrenMilliseconds() - before) / (ROUNDS * photos.size());
    }

    private static double childrenMilliseconds() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/self/stat"))
                .replaceFirst("^.*\\) ", "")
                .split(" ");
        return 10 * (Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]));
    }

    private static List<Path> largePhotos(Path folder) throws Exception {
        List<Path> large = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jpg"))
                    .sorted()
                    .toList()) {
                if (PictureHeader.read(file, PictureLimits.DEFAULT).pixels() >= LARGE_PIXELS) {
                    large.add(file);
                }
            }
        }
        return large;
    }

    private static List<Path> copies(List<Path> photos, int[] size, int progressive, Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path photo : photos.subList(0, Math.min(PHOTOS_OF_A_SIZE, photos.size()))) {
            try (PointerScope _ = new PointerScope()) {
                Mat resized = new Mat();
                resize(turbo(photo, IMREAD_COLOR), resized, new Size(size[0], size[1]), 0, 0, INTER_CUBIC);
                BytePointer encoded = new BytePointer();
                imencode(
                        ".jpg",
                        resized,
                        encoded,
                        new IntPointer(IMWRITE_JPEG_QUALITY, 90, IMWRITE_JPEG_PROGRESSIVE, progressive));
                byte[] copy = new byte[(int) encoded.limit()];
                encoded.get(copy);
                copies.add(Files.write(Files.createTempFile(folder, "photo", ".jpg"), copy));
            }
        }
        return copies;
    }
}
