package dev.imageclustering.vision;

import java.util.Arrays;

/**
 * Immerkaer's estimator of noise, by blocks of 16 x 16 pixels instead of over the whole picture, of which the 10 %
 * quantile is the answer. Blocks at the ends of the scale do not count.
 *
 * <p>Fails where every block is textured, and takes sharpening for noise, which it brings out.
 *
 * @see <a href="https://doi.org/10.1006/cviu.1996.0060">J. Immerkaer, Fast Noise Variance Estimation, CVIU 64(2), 1996</a>
 */
final class ImmerkaerNoise {

    private static final int BLOCK = 16;

    // Noise near black or white is cut off there and would look small.
    private static final int RAIL = 8;

    // The quietest tenth of the blocks: texture answers to the noise mask too, so an average would call foliage noise.
    private static final double QUIET = 0.1;

    // From the mean absolute answer of the mask, whose norm is 6, to a standard deviation.
    private static final double DEVIATION = Math.sqrt(Math.PI / 2) / 6;

    private ImmerkaerNoise() {}

    /**
     * Returns the standard deviation of the noise in grey levels; 0 is clean, or a picture below 18 x 18 pixels, or one
     * of black and white only. O(pixels).
     */
    static double of(LumaPlane luma) {
        int columns = Math.max(luma.width() - 2, 0) / BLOCK;
        int rows = Math.max(luma.height() - 2, 0) / BLOCK;
        double[] deviations = new double[columns * rows];
        int found = 0;
        int[] answers = new int[luma.width()];
        int[] greys = new int[luma.width()];
        for (int row = 0; row < rows; row++) {
            addUp(luma, 1 + row * BLOCK, answers, greys);
            for (int column = 0; column < columns; column++) {
                double grey = blockMean(greys, column);
                if (grey >= RAIL && grey <= 255 - RAIL) {
                    deviations[found++] = DEVIATION * blockMean(answers, column);
                }
            }
        }
        if (found == 0) {
            return 0;
        }
        Arrays.sort(deviations, 0, found);
        return deviations[(int) (QUIET * (found - 1))];
    }

    // Sums, down the 16 rows from top, of the absolute answers to {1 -2 1, -2 4 -2, 1 -2 1} and of the greys.
    private static void addUp(LumaPlane luma, int top, int[] answers, int[] greys) {
        int w = luma.width();
        int[] v = luma.values();
        Arrays.fill(answers, 0);
        Arrays.fill(greys, 0);
        for (int y = top; y < top + BLOCK; y++) {
            int row = y * w;
            for (int x = 1; x < w - 1; x++) {
                int i = row + x;
                int corners = v[i - w - 1] + v[i - w + 1] + v[i + w - 1] + v[i + w + 1];
                int sides = v[i - w] + v[i + w] + v[i - 1] + v[i + 1];
                answers[x] += Math.abs(corners - 2 * sides + 4 * v[i]);
                greys[x] += v[i];
            }
        }
    }

    private static double blockMean(int[] columnSums, int column) {
        int from = 1 + column * BLOCK;
        int sum = 0;
        for (int x = from; x < from + BLOCK; x++) {
            sum += columnSums[x];
        }
        return (double) sum / (BLOCK * BLOCK);
    }
}
