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
        SecondDifferences differences = new SecondDifferences(luma);
        for (int i = 0; i < rows; i++) {
            int top = REACH + i * TILE;
            int bottom = Math.min(top + TILE, luma.height() - REACH);
            differences.addUp(top, bottom);
            for (int j = 0; j < columns; j++) {
                int left = REACH + j * TILE;
                int right = Math.min(left + TILE, luma.width() - REACH);
                tiles[i * columns + j] =
                        differences.smallest(left, right) / (double) Math.max((right - left) * (bottom - top), 1);
            }
        }
        Arrays.sort(tiles);
        int best = Math.max((int) Math.round(BEST * tiles.length), 1);
        double sum = 0;
        for (int i = 1; i <= best; i++) {
            sum += tiles[tiles.length - i];
        }
        return new Sharpness(Math.max(sum / best - NOISE_POWER * noise * noise, 0));
    }

    /**
     * The sums, down the rows of a tile, of the squared second differences in four directions. Each row is copied to where
     * the loop has all it needs at one index, which makes it a fast one.
     */
    private static final class SecondDifferences {

        private static final int DIRECTIONS = 4;

        private final LumaPlane luma;
        private final int[] here;
        private final int[] before;
        private final int[] behind;

        /** They fit into an int: of a whole tile, too, 32 x 32 squares of at most 510. */
        private final int[][] sums;

        SecondDifferences(LumaPlane luma) {
            this.luma = luma;
            this.here = new int[luma.width()];
            this.before = new int[luma.width()];
            this.behind = new int[luma.width()];
            this.sums = new int[DIRECTIONS][luma.width()];
        }

        /** Takes the sums of these rows, of which the first two and the last two of the picture are none. */
        void addUp(int top, int bottom) {
            for (int[] sum : sums) {
                Arrays.fill(sum, 0);
            }
            int down = luma.width();
            for (int y = top; y < bottom; y++) {
                System.arraycopy(luma.values(), y * down, here, 0, down);
                add(y, 1, sums[0]);
                add(y, down, sums[1]);
                add(y, down + 1, sums[2]);
                add(y, down - 1, sums[3]);
            }
        }

        private void add(int y, int step, int[] sum) {
            System.arraycopy(luma.values(), y * luma.width() - step, before, 0, before.length);
            System.arraycopy(luma.values(), y * luma.width() + step, behind, 0, behind.length);
            addSquares(before, here, behind, sum);
        }

        private static void addSquares(int[] before, int[] here, int[] behind, int[] sum) {
            for (int x = 0; x < sum.length; x++) {
                int difference = before[x] + behind[x] - 2 * here[x];
                sum[x] += difference * difference;
            }
        }

        /** Returns the least of the four sums over some columns. */
        int smallest(int left, int right) {
            int smallest = Integer.MAX_VALUE;
            for (int[] sum : sums) {
                int total = 0;
                for (int x = left; x < right; x++) {
                    total += sum[x];
                }
                smallest = Math.min(smallest, total);
            }
            return smallest;
        }
    }
}
