package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The strongest SIFT keypoints of a picture as RootSIFT vectors: L1-normalised, then the square root of each bin, so
 * that the Euclidean distance of two vectors compares their histograms by the Hellinger kernel and each has length 1.
 *
 * <p>Sources: Lowe, <i>Distinctive Image Features from Scale-Invariant Keypoints</i>, IJCV 2004; Arandjelović and
 * Zisserman, <i>Three things everyone should know to improve object retrieval</i>, CVPR 2012, section 3.
 */
final class RootSift implements LocalFeatures {

    private static final int DIMENSION = KeypointWindow.LENGTH;

    private static final int FEATURES = 600;

    private static final float AS_STRONG = 1.05f;

    /** Those that no thread is using: as many as have been used at once. */
    private final Queue<ScaleSpace> idle = new ConcurrentLinkedQueue<>();

    static {
        OpenCv.load();
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    /**
     * Returns one row per keypoint: about 600 at most (all directions of the last one stay), none in a picture without
     * texture or with a side below 6 px.
     */
    @Override
    public float[][] extract(Mat bgr) {
        return detect(bgr).vectors();
    }

    /** Returns the same with the places where the vectors were found, the strongest first. */
    SiftKeypoints detect(Mat bgr) {
        ScaleSpace space = Objects.requireNonNullElseGet(idle.poll(), ScaleSpace::new);
        try {
            space.show(grey(bgr), bgr.cols(), bgr.rows(), 2 * ExtremumSearch.BORDER + 1);
            return describe(space, bgr.cols(), bgr.rows());
        } finally {
            idle.add(space);
        }
    }

    private static byte[] grey(Mat bgr) {
        try (var _ = new PointerScope()) {
            Mat grey = new Mat();
            cvtColor(bgr, grey, COLOR_BGR2GRAY);
            byte[] samples = new byte[bgr.rows() * bgr.cols()];
            grey.<ByteBuffer>createBuffer().get(samples);
            return samples;
        }
    }

    private static SiftKeypoints describe(ScaleSpace space, int width, int height) {
        KeypointWindow window = new KeypointWindow();
        List<float[]> vectors = new ArrayList<>(FEATURES);
        List<float[]> places = new ArrayList<>(FEATURES);
        List<ScaleSpaceExtremum> taken = new ArrayList<>(FEATURES);
        for (ScaleSpaceExtremum keypoint : strongestFirst(space)) {
            if (isTaken(keypoint, taken)) {
                continue;
            }
            taken.add(keypoint);
            window.centre(space.octave(keypoint.octave()), keypoint);
            for (float direction : window.directions()) {
                float[] vector = window.vector(direction);
                takeRoot(vector);
                vectors.add(vector);
                places.add(
                        new float[] {keypoint.x(), keypoint.y(), keypoint.diameter(), direction, keypoint.strength()});
            }
            if (vectors.size() >= FEATURES) {
                break;
            }
        }
        return new SiftKeypoints(width, height, vectors.toArray(float[][]::new), places.toArray(float[][]::new));
    }

    /** Those that are one place are about as strong, so only the last of the others have to be looked at. */
    private static boolean isTaken(ScaleSpaceExtremum keypoint, List<ScaleSpaceExtremum> strongestFirst) {
        for (ScaleSpaceExtremum other : strongestFirst.reversed()) {
            if (other.strength() > keypoint.strength() * AS_STRONG) {
                return false;
            }
            if (keypoint.isAt(other)) {
                return true;
            }
        }
        return false;
    }

    private static Iterable<ScaleSpaceExtremum> strongestFirst(ScaleSpace space) {
        List<ScaleSpaceExtremum> found = new ArrayList<>();
        for (int i = 0; i < space.octaves(); i++) {
            ExtremumRefinement refinement = new ExtremumRefinement(space.octave(i), i);
            for (ExtremumSearch.Sample sample : new ExtremumSearch(space.octave(i)).find()) {
                ScaleSpaceExtremum extremum = refinement.refine(sample);
                if (extremum != null) {
                    found.add(extremum);
                }
            }
        }
        found.sort(ScaleSpaceExtremum.STRONGEST_FIRST);
        return found;
    }

    /** Turns a SIFT histogram (no bin is negative) into its RootSIFT; an empty histogram stays zero. */
    static void takeRoot(float[] histogram) {
        double sum = 0;
        for (float bin : histogram) {
            sum += bin;
        }
        if (sum == 0) {
            return;
        }
        float total = (float) sum;
        for (int bin = 0; bin < histogram.length; bin++) {
            histogram[bin] = (float) Math.sqrt(histogram[bin] / total);
        }
    }
}
