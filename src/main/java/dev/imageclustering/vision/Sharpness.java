package dev.imageclustering.vision;

import java.util.Arrays;

/**
 * How crisp the crispest part of a picture is, so that a blurred background costs nothing.
 *
 * <p>In tiles of 32 x 32 pixels, the mean square of the second difference {@code (1 -2 1)} is taken along the rows, the
 * columns and both diagonals, less the share that the noise has in it. The smallest of the four counts: camera shake
 * leaves the structure across it as it was and takes the one along it. The answer is the mean over the best tenth of the
 * tiles.
 *
 * <p>Fails on a photo that is sharp only in less than a tile, or whose subject has no structure; grain below a deviation
 * of one grey level passes for detail.
 *
 * @param detail energy of the finest structure in squared grey levels; 0 is featureless
 */
record Sharpness(double detail) {

    private static final int TILE = 32;
    private static final double BEST = 0.1;

    // A second difference of white noise has 1 + 4 + 1 times its power.
    private static final double NOISE_POWER = 6;

    private static final int REACH = 2;

    /**
     * Measures a picture. One below 36 pixels in width or height counts as a single tile, and one that is less than 5
     * pixels wide or high has no detail. O(pixels).
     *
     * @param noise deviation of the noise in grey levels
     */
    static Sharpness of(LumaPlane luma, double noise) {
        int columns = Math.max((luma.width() - 2 * REACH) / TILE, 1);
        int rows = Math.max((luma.height() - 2 * REACH) / TILE, 1);
        double[] tiles = new double[columns * rows];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = detail(luma, REACH + i % columns * TILE, REACH + i / columns * TILE);
        }
        Arrays.sort(tiles);
        int best = Math.max((int) Math.round(BEST * tiles.length), 1);
        double sum = 0;
        for (int i = 1; i <= best; i++) {
            sum += tiles[tiles.length - i];
        }
        return new Sharpness(Math.max(sum / best - NOISE_POWER * noise * noise, 0));
    }

    // The sums of one tile fit into an int: 32 x 32 squares of at most 510.
    private static double detail(LumaPlane luma, int left, int top) {
        int right = Math.min(left + TILE, luma.width() - REACH);
        int bottom = Math.min(top + TILE, luma.height() - REACH);
        int[] v = luma.values();
        int down = luma.width();
        int across = 0;
        int along = 0;
        int falling = 0;
        int rising = 0;
        for (int y = top; y < bottom; y++) {
            for (int at = y * down + left; at < y * down + right; at++) {
                int twice = 2 * v[at];
                int first = v[at - 1] + v[at + 1] - twice;
                int second = v[at - down] + v[at + down] - twice;
                int third = v[at - down - 1] + v[at + down + 1] - twice;
                int fourth = v[at - down + 1] + v[at + down - 1] - twice;
                across += first * first;
                along += second * second;
                falling += third * third;
                rising += fourth * fourth;
            }
        }
        int smallest = Math.min(Math.min(across, along), Math.min(falling, rising));
        return smallest / (double) Math.max((right - left) * (bottom - top), 1);
    }
}
