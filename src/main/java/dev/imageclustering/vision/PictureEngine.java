package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Computes what the service keeps of a picture. Thread-safe; to be called from about as many platform threads as there
 * are cores: native code holds on to its thread, and every picture that is worked on takes memory outside the heap,
 * which is given back when the call returns.
 */
public final class PictureEngine implements AutoCloseable {

    /** How alike two pictures of different things are on average, among those nearest to each other, by the descriptor. */
    public static final double TYPICAL_SIMILARITY = 0.24;

    private static final int LARGE = 1024;
    private static final int MEDIUM = 512;
    private static final int SMALL = 256;

    private final PictureReading reading;

    /** Loaded when first asked for: reading a header needs neither the native library nor the tables. */
    private static final class Descriptor {
        static final ImageDescriptor SHARED = loaded();

        private static ImageDescriptor loaded() {
            OpenCv.load();
            NativeHeap.keepFreedMemory();
            return ImageDescriptor.load();
        }
    }

    /** Makes an engine that decodes in this process. */
    public PictureEngine(PictureLimits limits) {
        // The other half of the heap is left to the rest of the program.
        this(new ReadingHere(limits, Runtime.getRuntime().maxMemory() / 2));
    }

    /** Makes an engine that decodes in processes of their own, which end when it is closed. */
    public PictureEngine(PictureLimits limits, DecoderProcesses processes) {
        this(new ReadingApart(limits, processes, processes.pictureBytes()));
    }

    PictureEngine(PictureReading reading) {
        OpenCv.load();
        this.reading = reading;
    }

    /** Returns what descriptors are computed by. */
    public static DescriptorModel descriptorModel() {
        return Descriptor.SHARED.model();
    }

    /**
     * Returns how many components at the front of a descriptor tell of shape alone: less than all do of most photos, but
     * the same of a photo on its side, of which the others change.
     */
    public static int shapeComponents() {
        return Descriptor.SHARED.shapeComponents();
    }

    /**
     * Decodes a picture once and computes everything from that.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     */
    public PictureAnalysis analyze(Path file, int exifOrientation) throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            UprightPicture upright = reading.read(file, Orientation.ofExif(exifOrientation), LARGE);
            Mat large = upright.bgr();
            Mat medium = Shrink.toLongSide(large, MEDIUM);
            Mat small = Shrink.toLongSide(medium, SMALL);
            PictureHeader header = upright.header();
            PictureFeatures features = Descriptor.SHARED.measure(medium);
            return new PictureAnalysis(
                    header,
                    upright.displayedWidth(),
                    upright.displayedHeight(),
                    JpegEncoder.encode(small),
                    JpegEncoder.encode(upright.sized(LARGE)),
                    PerceptualHash.of(small),
                    features.descriptor(),
                    features.keypoints(),
                    QualityAssessment.assess(large, original(file, header)),
                    upright.truncated());
        }
    }

    /**
     * Computes of a picture only what tells how alike it is to others, the same as {@link #analyze} does.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     */
    public PictureFeatures features(Path file, int exifOrientation) throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            Mat large = reading.read(file, Orientation.ofExif(exifOrientation), LARGE)
                    .bgr();
            return Descriptor.SHARED.measure(Shrink.toLongSide(large, MEDIUM));
        }
    }

    /**
     * Returns a picture as an upright JPEG in sRGB, the aspect kept.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     * @param longSide in pixels; a smaller picture keeps its size
     */
    public byte[] thumbnail(Path file, int exifOrientation, int longSide) throws UnreadablePicture, IOException {
        if (longSide < 1) {
            throw new IllegalArgumentException("longSide must be positive but was " + longSide);
        }
        try (PointerScope _ = new PointerScope()) {
            return JpegEncoder.encode(reading.read(file, Orientation.ofExif(exifOrientation), longSide)
                    .sized(longSide));
        }
    }

    /**
     * Assesses a picture as {@link #analyze} does.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     */
    public TechnicalQuality quality(Path file, int exifOrientation) throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            UprightPicture upright = reading.read(file, Orientation.ofExif(exifOrientation), LARGE);
            return QualityAssessment.assess(upright.bgr(), original(file, upright.header()));
        }
    }

    /**
     * Looks at a picture in its full size. Of a JPEG as cameras write it only the codes are read, here and in Java; other
     * pictures are decoded whole.
     *
     * @return the {@link TechnicalQuality#FINE_PARTS} by name, each 0..1; none of a picture too large to be decoded whole
     */
    public Map<String, Double> fineParts(Path file) throws UnreadablePicture, IOException {
        return FineStructure.of(file, reading).map(FineStructure::subScores).orElse(Map.of());
    }

    /**
     * Judges a picture, brought to the same working size as for {@link #analyze}.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     */
    public double score(Path file, int exifOrientation, QualityScorer scorer) throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            return scorer.score(reading.read(file, Orientation.ofExif(exifOrientation), LARGE)
                    .bgr());
        }
    }

    /**
     * Brings a picture into the form that an encoder takes, from the same working size as for {@link #analyze}.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     */
    public float[] encoderInput(Path file, int exifOrientation, ImageEncoder encoder)
            throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            return encoder.input(reading.read(file, Orientation.ofExif(exifOrientation), LARGE)
                    .bgr());
        }
    }

    /** Returns the statistics of a picture, as it lies in its file. */
    List<SceneStatistics.Patch> sceneStatistics(Path file) throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            return SceneStatistics.of(
                    reading.read(file, Orientation.ofExif(1), LARGE).bgr());
        }
    }

    /** Looks into the file itself for what the decoded picture does not tell any more. */
    private static OriginalPicture original(Path file, PictureHeader header) throws IOException {
        if (header.format() != PictureFormat.JPEG) {
            return new OriginalPicture(header.pixels(), 0);
        }
        try (ByteSource source = ByteSource.open(file)) {
            return new OriginalPicture(header.pixels(), JpegQuantisation.meanStep(source));
        }
    }

    @Override
    public void close() {
        reading.close();
    }
}
