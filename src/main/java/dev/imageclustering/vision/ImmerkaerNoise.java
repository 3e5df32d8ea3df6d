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
        MaskedRow mask = new MaskedRow(luma);
        for (int row = 0; row < rows; row++) {
            Arrays.fill(answers, 0);
            Arrays.fill(greys, 0);
            for (int y = 1 + row * BLOCK; y < 1 + (row + 1) * BLOCK; y++) {
                mask.addTo(y, answers, greys);
            }
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

    private static double blockMean(int[] columnSums, int column) {
        int from = 1 + column * BLOCK;
        int sum = 0;
        for (int x = from; x < from + BLOCK; x++) {
            sum += columnSums[x];
        }
        return (double) sum / (BLOCK * BLOCK);
    }

    /**
     * The absolute answers of a row to the mask {1 -2 1, -2 4 -2, 1 -2 1}: the second difference along the row of those
     * across it. The rows are copied to where a loop has all it needs at one index, which makes it a fast one.
     */
    private static final class MaskedRow {

        private final LumaPlane luma;
        private final int[] above;
        private final int[] here;
        private final int[] below;
        private final int[] across;
        private final int[] left;
        private final int[] right;

        MaskedRow(LumaPlane luma) {
            int width = luma.width();
            this.luma = luma;
            this.above = new int[width];
            this.here = new int[width];
            this.below = new int[width];
            this.across = new int[width];
            this.left = new int[width];
            this.right = new int[width];
        }

        /** Adds the answers of a row and its greys to what is there; those of the first and last column mean nothing. */
        void addTo(int y, int[] answers, int[] greys) {
            int width = luma.width();
            System.arraycopy(luma.values(), (y - 1) * width, above, 0, width);
            System.arraycopy(luma.values(), y * width, here, 0, width);
            System.arraycopy(luma.values(), (y + 1) * width, below, 0, width);
            secondDifference(above, here, below, across);
            System.arraycopy(across, 0, left, 1, width - 1);
            System.arraycopy(across, 1, right, 0, width - 1);
            add(left, across, right, here, answers, greys);
        }

        private static void secondDifference(int[] before, int[] here, int[] behind, int[] to) {
            for (int x = 0; x < to.length; x++) {
                to[x] = before[x] + behind[x] - 2 * here[x];
            }
        }

        private static void add(int[] left, int[] across, int[] right, int[] here, int[] answers, int[] greys) {
            for (int x = 0; x < answers.length; x++) {
                answers[x] += Math.abs(left[x] + right[x] - 2 * across[x]);
                greys[x] += here[x];
            }
        }
    }
}
