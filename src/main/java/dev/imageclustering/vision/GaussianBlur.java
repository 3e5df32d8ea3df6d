package dev.imageclustering.vision;

import java.util.Arrays;

/**
 * Blurs planes of numbers with a Gaussian, one axis after the other, the plane continued by its mirror image beyond the
 * edges.
 *
 * <p>Cost: O(samples * sigma).
 */
final class GaussianBlur {

    /** Beyond three standard deviations lie .3 % of the weight. */
    private static final double REACH = 3;

    /** The weights, and a zero where this makes their number odd: they are taken by twos from the second on. */
    private final float[] taps;

    /** A blur by a standard deviation in samples. */
    GaussianBlur(double sigma) {
        float[] weights = weights(sigma);
        this.taps = Arrays.copyOf(weights, weights.length | 1);
    }

    /** Weights of the distances 0 to radius; those of both sides sum up to 1. */
    static float[] weights(double sigma) {
        int radius = Math.max(1, (int) Math.ceil(sigma * REACH));
        double[] bell = new double[radius + 1];
        double sum = 0;
        for (int i = 0; i <= radius; i++) {
            bell[i] = StrictMath.exp(-i * i / (2 * sigma * sigma));
            sum += i == 0 ? bell[i] : 2 * bell[i];
        }
        float[] weights = new float[radius + 1];
        for (int i = 0; i <= radius; i++) {
            weights[i] = (float) (bell[i] / sum);
        }
        return weights;
    }

    /**
     * Blurs one plane into another.
     *
     * @param from {@code height x width} samples; only read; the rows may be longer
     * @param to as many, other arrays
     */
    void apply(float[][] from, int width, int height, float[][] to) {
        int margin = taps.length - 1;
        float[] sum = new float[width];
        float[] row = new float[width + 2 * margin];
        float[][] shifted = new float[4][width];
        for (int y = 0; y < height; y++) {
            Rows.scale(from[y], taps[0], sum, width);
            for (int i = 1; i < taps.length; i += 2) {
                Rows.addPairs(
                        from[mirrored(y - i, height)],
                        from[mirrored(y + i, height)],
                        taps[i],
                        from[mirrored(y - i - 1, height)],
                        from[mirrored(y + i + 1, height)],
                        taps[i + 1],
                        sum,
                        width);
            }
            System.arraycopy(sum, 0, row, margin, width);
            for (int i = 1; i <= margin; i++) {
                row[margin - i] = sum[mirrored(-i, width)];
                row[margin + width - 1 + i] = sum[mirrored(width - 1 + i, width)];
            }
            Rows.scale(sum, taps[0], to[y], width);
            addAlongRow(row, width, shifted, to[y]);
        }
    }

    private void addAlongRow(float[] row, int width, float[][] shifted, float[] to) {
        int margin = taps.length - 1;
        for (int i = 1; i < taps.length; i += 2) {
            Rows.shift(row, margin, -i, shifted[0], width);
            Rows.shift(row, margin, i, shifted[1], width);
            Rows.shift(row, margin, -i - 1, shifted[2], width);
            Rows.shift(row, margin, i + 1, shifted[3], width);
            Rows.addPairs(shifted[0], shifted[1], taps[i], shifted[2], shifted[3], taps[i + 1], to, width);
        }
    }

    private static int mirrored(int i, int n) {
        if (n == 1) {
            return 0;
        }
        int period = 2 * (n - 1);
        int within = Math.floorMod(i, period);
        return within < n ? within : period - within;
    }
}
