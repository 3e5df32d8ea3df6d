package dev.imageclustering.vision;

import java.util.Arrays;

/** In how much of a picture there is something to be seen. */
final class VisibleDetail {

    private static final int BLOCK = 16;
    private static final double LEAST_VARIANCE = 16;
    private static final double NOISE_POWER = 6;

    private VisibleDetail() {}

    /**
     * Returns the share of the blocks of 16 x 16 pixels whose variance is above {@code 16 + 6 noise^2}, 0..1; blocks cut
     * by the edges are left out, and a picture without a block has 0. O(pixels).
     *
     * @param noise deviation of the noise in grey levels
     */
    static double share(LumaPlane luma, double noise) {
        double least = LEAST_VARIANCE + NOISE_POWER * noise * noise;
        int blocks = 0;
        int visible = 0;
        int[] row = new int[luma.width()];
        int[] sums = new int[luma.width()];
        int[] squares = new int[luma.width()];
        for (int top = 0; top + BLOCK <= luma.height(); top += BLOCK) {
            Arrays.fill(sums, 0);
            Arrays.fill(squares, 0);
            for (int y = top; y < top + BLOCK; y++) {
                System.arraycopy(luma.values(), y * luma.width(), row, 0, row.length);
                add(row, sums, squares);
            }
            for (int left = 0; left + BLOCK <= luma.width(); left += BLOCK) {
                blocks++;
                visible += variance(sums, squares, left) > least ? 1 : 0;
            }
        }
        return blocks == 0 ? 0 : (double) visible / blocks;
    }

    private static void add(int[] row, int[] sums, int[] squares) {
        for (int x = 0; x < row.length; x++) {
            sums[x] += row[x];
            squares[x] += row[x] * row[x];
        }
    }

    private static double variance(int[] sums, int[] squares, int left) {
        int sum = 0;
        int square = 0;
        for (int x = left; x < left + BLOCK; x++) {
            sum += sums[x];
            square += squares[x];
        }
        double n = BLOCK * BLOCK;
        return square / n - sum / n * (sum / n);
    }
}
