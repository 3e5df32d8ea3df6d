package dev.imageclustering.vision;

/**
 * How far the 8 x 8 grid of JPEG stands out: the mean step across its lines against the mean step elsewhere.
 *
 * <p>Sees the grid only where it starts at the top left corner and the picture was not shrunk since, as with copies
 * from the web; a photo shrunk to working size answers about 0, whatever its quality setting was.
 */
final class Blockiness {

    private static final int CELL = 8;

    // In grey levels; keeps the ratio calm where a picture has hardly any steps at all.
    private static final double CALM = 0.02;

    private static final double MOST = 2;

    private Blockiness() {}

    /**
     * Returns the base-2 logarithm of the ratio of the two means, cut to 0..2: 0 is no grid, 0.5 about JPEG quality 50,
     * 1.4 quality 10. A picture below 9 pixels in both directions has no grid. O(pixels).
     */
    static double of(LumaPlane luma) {
        long[] across = new long[2];
        long[] counts = new long[2];
        int[] steps = stepsByColumn(luma);
        for (int x = 0; x + 1 < luma.width(); x++) {
            int kind = kind(x);
            across[kind] += steps[x];
            counts[kind] += luma.height();
        }
        for (int y = 0; y + 1 < luma.height(); y++) {
            int kind = kind(y);
            across[kind] += stepBelow(luma, y);
            counts[kind] += luma.width();
        }
        if (counts[0] == 0 || counts[1] == 0) {
            return 0;
        }
        double elsewhere = (double) across[0] / counts[0];
        double grid = (double) across[1] / counts[1];
        return Math.clamp(Math.log((grid + CALM) / (elsewhere + CALM)) / Math.log(2), 0, MOST);
    }

    // 1 if a line of the grid lies between this position and the next, else 0.
    private static int kind(int position) {
        return position % CELL == CELL - 1 ? 1 : 0;
    }

    private static int[] stepsByColumn(LumaPlane luma) {
        int w = luma.width();
        int[] v = luma.values();
        int[] steps = new int[w];
        for (int y = 0; y < luma.height(); y++) {
            int row = y * w;
            for (int x = 0; x < w - 1; x++) {
                steps[x] += Math.abs(v[row + x + 1] - v[row + x]);
            }
        }
        return steps;
    }

    private static int stepBelow(LumaPlane luma, int y) {
        int w = luma.width();
        int[] v = luma.values();
        int sum = 0;
        for (int i = y * w; i < y * w + w; i++) {
            sum += Math.abs(v[i + w] - v[i]);
        }
        return sum;
    }
}
