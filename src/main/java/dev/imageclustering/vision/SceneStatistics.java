package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The natural scene statistics of a picture's patches, 36 numbers each: at full and half size, the parameters of the
 * distributions of the normalised luma (2) and of its products with four neighbours (4 x 4).
 *
 * @see <a href="https://doi.org/10.1109/LSP.2012.2227726">A. Mittal, R. Soundararajan, A. C. Bovik, Making a "Completely
 *     Blind" Image Quality Analyzer, IEEE SPL 20(3), 2013, section II</a>
 */
final class SceneStatistics {

    static final int FEATURES = 36;
    static final int PATCH = 96;

    private static final int PER_SCALE = FEATURES / 2;
    private static final int[][] NEIGHBOURS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};

    private SceneStatistics() {}

    /**
     * One patch.
     *
     * @param features 36 numbers
     * @param sharpness mean local deviation in grey levels
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from one computation to the next
    record Patch(double[] features, double sharpness) {}

    /**
     * Returns the patches of 96 x 96 pixels, those cut by the right and lower edge left out. A picture smaller than
     * that is a single patch of its even size; one below 16 pixels in a direction has none. O(pixels).
     *
     * @param bgr 8-bit blue, green, red
     */
    static List<Patch> of(Mat bgr) {
        int side = Math.min(PATCH, Math.min(bgr.cols(), bgr.rows()) / 2 * 2);
        if (side < 16) {
            return List.of();
        }
        try (PointerScope _ = new PointerScope()) {
            NormalisedLuma full = NormalisedLuma.of(bgr);
            Mat half = new Mat();
            resize(bgr, half, new Size(bgr.cols() / 2, bgr.rows() / 2), 0, 0, INTER_AREA);
            NormalisedLuma halved = NormalisedLuma.of(half);
            List<Patch> patches = new ArrayList<>();
            for (int top = 0; top + side <= bgr.rows() / 2 * 2; top += side) {
                for (int left = 0; left + side <= bgr.cols() / 2 * 2; left += side) {
                    patches.add(patch(full, halved, left, top, side));
                }
            }
            return patches;
        }
    }

    private static Patch patch(NormalisedLuma full, NormalisedLuma half, int left, int top, int side) {
        double[] features = new double[FEATURES];
        describe(full, left, top, side, features, 0);
        describe(half, left / 2, top / 2, side / 2, features, PER_SCALE);
        return new Patch(features, full.meanDeviation(left, top, side));
    }

    private static void describe(NormalisedLuma luma, int left, int top, int side, double[] features, int at) {
        double[] values = luma.patch(left, top, side);
        AsymmetricGaussian whole = AsymmetricGaussian.of(values);
        features[at] = whole.shape();
        features[at + 1] = (whole.left() + whole.right()) / 2;
        int next = at + 2;
        for (int[] neighbour : NEIGHBOURS) {
            AsymmetricGaussian pair = AsymmetricGaussian.of(products(values, side, neighbour));
            features[next++] = pair.shape();
            features[next++] = pair.mean();
            features[next++] = pair.left();
            features[next++] = pair.right();
        }
    }

    // With the neighbour within the patch; what would lie beyond it is left out.
    private static double[] products(double[] values, int side, int[] neighbour) {
        double[] products = new double[side * side];
        int count = 0;
        int first = Math.max(-neighbour[1], 0);
        int last = side - Math.max(neighbour[1], 0);
        for (int y = 0; y < side - neighbour[0]; y++) {
            for (int x = first; x < last; x++) {
                products[count++] = values[y * side + x] * values[(y + neighbour[0]) * side + x + neighbour[1]];
            }
        }
        return Arrays.copyOf(products, count);
    }
}
