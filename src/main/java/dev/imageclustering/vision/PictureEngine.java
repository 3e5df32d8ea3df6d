package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Computes what the service keeps of a picture. Thread-safe; to be called from about as many platform threads as there
 * are cores: native code holds on to its thread, and every picture that is worked on takes memory outside the heap,
 * which is given back when the call returns.
 */
public final class PictureEngine {

    private static final int LARGE = 1024;
    private static final int MEDIUM = 512;
    private static final int SMALL = 256;

    private final PictureLimits limits;
    private final PictureDecoder decoder;

    /** Loaded when first asked for: reading a header needs neither the native library nor the tables. */
    private static final class Descriptor {
        static final ImageDescriptor SHARED = loaded();

        private static ImageDescriptor loaded() {
            OpenCv.load();
            return ImageDescriptor.load();
        }
    }

    public PictureEngine(PictureLimits limits) {
        OpenCv.load();
        this.limits = limits;
        // The other half of the heap is left to the rest of the program.
        this.decoder = new PictureDecoder(new DecodeMemory(Runtime.getRuntime().maxMemory() / 2));
    }

    /** Returns what descriptors are computed by. */
    public static DescriptorModel descriptorModel() {
        return Descriptor.SHARED.model();
    }

    /**
     * Decodes a picture once and computes everything from that.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     */
    public PictureAnalysis analyze(Path file, int exifOrientation) throws UnreadablePicture, IOException {
        Orientation orientation = Orientation.ofExif(exifOrientation);
        try (PointerScope _ = new PointerScope()) {
            Upright upright = read(file, orientation, LARGE);
            Mat large = upright.bgr;
            Mat medium = Shrink.toLongSide(large, MEDIUM);
            Mat small = Shrink.toLongSide(medium, SMALL);
            PictureHeader header = upright.header;
            return new PictureAnalysis(
                    header,
                    orientation.swapsSides() ? header.height() : header.width(),
                    orientation.swapsSides() ? header.width() : header.height(),
                    JpegEncoder.encode(small),
                    JpegEncoder.encode(large),
                    PerceptualHash.of(small),
                    Descriptor.SHARED.describe(medium),
                    QualityAssessment.assess(large, upright.original()),
                    upright.truncated);
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
            return JpegEncoder.encode(read(file, Orientation.ofExif(exifOrientation), longSide).bgr);
        }
    }

    /**
     * Assesses a picture as {@link #analyze} does.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     */
    public TechnicalQuality quality(Path file, int exifOrientation) throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            Upright upright = read(file, Orientation.ofExif(exifOrientation), LARGE);
            return QualityAssessment.assess(upright.bgr, upright.original());
        }
    }

    /**
     * Judges a picture, brought to the same working size as for {@link #analyze}.
     *
     * @param exifOrientation 1 to 8; any other value counts as 1, upright
     */
    public double score(Path file, int exifOrientation, QualityScorer scorer) throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            return scorer.score(read(file, Orientation.ofExif(exifOrientation), LARGE).bgr);
        }
    }

    /** Returns the statistics of a picture, as it lies in its file. */
    List<SceneStatistics.Patch> sceneStatistics(Path file) throws UnreadablePicture, IOException {
        try (PointerScope _ = new PointerScope()) {
            return SceneStatistics.of(read(file, Orientation.ofExif(1), LARGE).bgr);
        }
    }

    private record Upright(PictureHeader header, Mat bgr, boolean truncated, double quantisation) {

        OriginalPicture original() {
            return new OriginalPicture(header.pixels(), quantisation);
        }
    }

    /** Reads a picture in sRGB and upright; both are done after it is shrunk, where they cost little. */
    private Upright read(Path file, Orientation orientation, int longSide) throws UnreadablePicture, IOException {
        try (ByteSource source = ByteSource.open(file)) {
            PictureLayout layout = PictureLayout.read(source, limits);
            DecodedPicture decoded = decoder.decode(source, layout, longSide);
            SrgbConversion.convert(decoded.bgr(), decoded.profile());
            double quantisation =
                    layout.header().format() == PictureFormat.JPEG ? JpegQuantisation.meanStep(source) : 0;
            return new Upright(layout.header(), orientation.upright(decoded.bgr()), decoded.truncated(), quantisation);
        }
    }
}
