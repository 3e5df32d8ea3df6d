package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPoint;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/**
 * The strongest SIFT keypoints of a picture as RootSIFT vectors: L1-normalised, then the square root of each bin, so
 * that the Euclidean distance of two vectors compares their histograms by the Hellinger kernel and each has length 1.
 *
 * <p>Sources: Lowe, <i>Distinctive Image Features from Scale-Invariant Keypoints</i>, IJCV 2004; Arandjelović and
 * Zisserman, <i>Three things everyone should know to improve object retrieval</i>, CVPR 2012, section 3.
 */
final class RootSift implements LocalFeatures {

    private static final int DIMENSION = 128;

    private static final int FEATURES = 600;
    private static final int OCTAVE_LAYERS = 3;
    private static final double CONTRAST_THRESHOLD = 0.01;
    private static final double EDGE_THRESHOLD = 12;
    private static final double SIGMA = 1.6;

    /** The detector leaves a border of five pixels on its doubled picture: below this side nothing can be found. */
    private static final int SMALLEST_SIDE = 8;

    static {
        OpenCv.load();
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    /**
     * Returns one row per keypoint: about 600 at most (keypoints that tie with the weakest kept one stay too), none in
     * a picture without texture or with a side below 8 px.
     */
    @Override
    public float[][] extract(Mat bgr) {
        return detect(bgr).vectors();
    }

    /** Returns the same with the places where the vectors were found. */
    static SiftKeypoints detect(Mat bgr) {
        if (Math.min(bgr.rows(), bgr.cols()) < SMALLEST_SIDE) {
            return new SiftKeypoints(bgr.cols(), bgr.rows(), new float[0][], new float[0][]);
        }
        try (var _ = new PointerScope()) {
            Mat grey = new Mat();
            cvtColor(bgr, grey, COLOR_BGR2GRAY);
            Mat descriptors = new Mat();
            SIFT sift = SIFT.create(FEATURES, OCTAVE_LAYERS, CONTRAST_THRESHOLD, EDGE_THRESHOLD, SIGMA, CV_32F, false);
            KeyPointVector keypoints = new KeyPointVector();
            sift.detectAndCompute(grey, new Mat(), keypoints, descriptors);
            float[][] vectors = descriptors.empty() ? new float[0][] : rootRows(descriptors);
            return new SiftKeypoints(bgr.cols(), bgr.rows(), vectors, places(keypoints));
        }
    }

    private static float[][] places(KeyPointVector keypoints) {
        float[][] places = new float[(int) keypoints.size()][];
        for (int i = 0; i < places.length; i++) {
            KeyPoint keypoint = keypoints.get(i);
            places[i] = new float[] {
                keypoint.pt().x(), keypoint.pt().y(), keypoint.size(), keypoint.angle(), keypoint.response()
            };
        }
        return places;
    }

    private static float[][] rootRows(Mat descriptors) {
        FloatBuffer values = descriptors.createBuffer();
        float[][] rows = new float[descriptors.rows()][DIMENSION];
        for (float[] row : rows) {
            values.get(row);
            takeRoot(row);
        }
        return rows;
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
        for (int bin = 0; bin < histogram.length; bin++) {
            histogram[bin] = (float) Math.sqrt(histogram[bin] / sum);
        }
    }
}
