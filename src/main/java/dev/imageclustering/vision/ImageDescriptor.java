package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The built-in descriptor: a vector of length 1 whose dot product with another picture's (the cosine similarity, 1 for
 * equal pictures) tells how alike the two look. Its first part encodes {@link RootSift}, its second {@link ColourCells};
 * both weigh the same.
 *
 * <p>Immutable; may be shared by any number of threads.
 */
final class ImageDescriptor {

    /** The scale at which the tables were learned: a picture's long side, in pixels. */
    static final int LONG_SIDE = 512;

    private static final String TABLES = "rootsift-colour-vlad.tables";

    private static final LocalFeatures COLOUR = new ColourCells();

    private final RootSift sift = new RootSift();
    private final DescriptorTables tables;

    ImageDescriptor(DescriptorTables tables) {
        requireInputs("sift", tables.sift(), sift);
        requireInputs("colour", tables.colour(), COLOUR);
        this.tables = tables;
    }

    /**
     * Returns the descriptor with the tables that are shipped with the program.
     *
     * @throws UncheckedIOException when the shipped tables are damaged
     */
    static ImageDescriptor load() {
        try (InputStream stream = ImageDescriptor.class.getResourceAsStream(TABLES)) {
            if (stream == null) {
                throw new IllegalStateException("The descriptor's tables " + TABLES + " are missing in the program");
            }
            return new ImageDescriptor(DescriptorTablesFile.read(stream));
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own " + TABLES + " cannot be read: " + e.getMessage(), e);
        }
    }

    DescriptorModel model() {
        return tables.model();
    }

    int shapeComponents() {
        return tables.sift().dimension();
    }

    /**
     * Describes one picture; at 512 px that takes some 30 to 70 ms of one core, nearly all of it for SIFT.
     *
     * @param bgr 8-bit, three channels, upright; the long side is 512 px, or less in a smaller picture; only read
     * @return as many finite numbers as the model says, of length 1; equal pictures give equal numbers on every thread.
     *     A picture without keypoints has zeros in the SIFT part, so that the colour part carries all the length;
     *     in the freak case that both parts are zero (each patch is exactly a word) the first number is 1.
     * @throws IllegalArgumentException when the matrix is empty, of another type, or larger
     */
    float[] describe(Mat bgr) {
        return measure(bgr).descriptor();
    }

    /** Describes one picture as {@link #describe} does, and returns the keypoints that this is made of as well. */
    PictureFeatures measure(Mat bgr) {
        requireWorkPicture(bgr);
        SiftKeypoints keypoints = sift.detect(bgr);
        return new PictureFeatures(encode(bgr, keypoints), keypoints.strongest());
    }

    private float[] encode(Mat bgr, SiftKeypoints keypoints) {
        float[] sift = tables.sift().encode(keypoints.vectors());
        float[] colour = tables.colour().encode(COLOUR.extract(bgr));
        float[] descriptor = new float[sift.length + colour.length];
        System.arraycopy(sift, 0, descriptor, 0, sift.length);
        System.arraycopy(colour, 0, descriptor, sift.length, colour.length);
        if (!UnitLength.normalise(descriptor)) {
            descriptor[0] = 1;
        }
        return descriptor;
    }

    private static void requireInputs(String block, Vocabulary vocabulary, LocalFeatures features) {
        if (vocabulary.projection().inputs() != features.dimension()) {
            throw new IllegalArgumentException("the tables of " + block + " must take " + features.dimension()
                    + " components but take " + vocabulary.projection().inputs());
        }
    }

    private static void requireWorkPicture(Mat bgr) {
        if (bgr.empty() || bgr.type() != CV_8UC3) {
            throw new IllegalArgumentException("bgr must be a picture of type CV_8UC3 (" + CV_8UC3 + ") but is "
                    + bgr.cols() + " x " + bgr.rows() + " of type " + bgr.type());
        }
        if (Math.max(bgr.cols(), bgr.rows()) > LONG_SIDE) {
            throw new IllegalArgumentException("bgr must have a long side of at most " + LONG_SIDE + " px but is "
                    + bgr.cols() + " x " + bgr.rows());
        }
    }
}
