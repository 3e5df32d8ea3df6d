package dev.imageclustering.vision;

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
        for (int top = 0; top + BLOCK <= luma.height(); top += BLOCK) {
            for (int left = 0; left + BLOCK <= luma.width(); left += BLOCK) {
                blocks++;
                visible += variance(luma, left, top) > least ? 1 : 0;
            }
        }
        return blocks == 0 ? 0 : (double) visible / blocks;
    }

    private static double variance(LumaPlane luma, int left, int top) {
        int[] v = luma.values();
        int sum = 0;
        int squares = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int i = y * luma.width() + left; i < y * luma.width() + left + BLOCK; i++) {
                sum += v[i];
                squares += v[i] * v[i];
            }
        }
        double n = BLOCK * BLOCK;
        return squares / n - sum / n * (sum / n);
    }
}
