package dev.imageclustering.vision;

/**
 * A grey picture enlarged to twice its sides by linear interpolation and blurred, in one go: each sample of the result
 * is a weighted sum of few pixels, with one set of weights for samples before a pixel's middle and its mirror image for
 * those behind. The picture is continued by its mirror image beyond the edges.
 */
final class DoubledPicture {

    /** The shares of the nearer and the farther pixel in a sample that lies a quarter of a pixel off. */
    private static final float NEAR = .75f;

    private static final float FAR = .25f;

    private final int width;
    private final int height;
    private final float[][] pixels;
    private final float[] left;
    private final float[] right;
    private final float[] before;
    private final float[] behind;

    /**
     * Takes a picture.
     *
     * @param grey 0 to 255 unsigned, {@code height x width}, row by row
     */
    DoubledPicture(byte[] grey, int width, int height) {
        this.width = width;
        this.height = height;
        this.left = new float[width];
        this.right = new float[width];
        this.before = new float[width];
        this.behind = new float[width];
        this.pixels = new float[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y][x] = grey[y * width + x] & 0xff;
            }
        }
    }

    /**
     * Draws the result.
     *
     * @param sigma of the blur, in samples of the result
     * @param to {@code 2 height x 2 width}; rows may be longer
     */
    void draw(double sigma, float[][] to) {
        float[] weights = weights(GaussianBlur.weights(sigma));
        int reach = weights.length / 2;
        float[] sum = new float[width];
        float[] row = new float[width + 2 * reach];
        for (int y = 0; y < 2 * height; y++) {
            int towards = y % 2 == 0 ? 1 : -1;
            Rows.scale(pixels[y / 2], weights[reach], sum, width);
            for (int i = 1; i <= reach; i++) {
                Rows.add(
                        pixels[reflected(y / 2 - towards * i, height)],
                        weights[reach - i],
                        pixels[reflected(y / 2 + towards * i, height)],
                        weights[reach + i],
                        sum,
                        width);
            }
            System.arraycopy(sum, 0, row, reach, width);
            for (int i = 1; i <= reach; i++) {
                row[reach - i] = sum[reflected(-i, width)];
                row[reach + width - 1 + i] = sum[reflected(width - 1 + i, width)];
            }
            alongRow(row, weights, to[y]);
        }
    }

    private void alongRow(float[] row, float[] weights, float[] to) {
        int reach = weights.length / 2;
        Rows.shift(row, reach, 0, left, width);
        Rows.scale(left, weights[reach], before, width);
        Rows.scale(left, weights[reach], behind, width);
        for (int i = 1; i <= reach; i++) {
            Rows.shift(row, reach, -i, left, width);
            Rows.shift(row, reach, i, right, width);
            Rows.add(left, weights[reach - i], right, weights[reach + i], before, width);
            Rows.add(right, weights[reach - i], left, weights[reach + i], behind, width);
        }
        Rows.interleave(before, behind, width, to);
    }

    /** The weights of the pixels around, for a sample a quarter of a pixel before the middle one. */
    static float[] weights(float[] blur) {
        int reach = blur.length / 2 + 1;
        float[] weights = new float[2 * reach + 1];
        for (int i = 1 - blur.length; i < blur.length; i++) {
            int pixel = reach + Math.floorDiv(i, 2);
            boolean isBefore = Math.floorMod(i, 2) == 0;
            float weight = blur[Math.abs(i)];
            weights[pixel] += weight * NEAR;
            weights[isBefore ? pixel - 1 : pixel + 1] += weight * FAR;
        }
        return weights;
    }

    private static int reflected(int i, int n) {
        int within = Math.floorMod(i, 2 * n);
        return within < n ? within : 2 * n - 1 - within;
    }
}
