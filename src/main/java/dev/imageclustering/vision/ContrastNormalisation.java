package dev.imageclustering.vision;

/**
 * Mean-subtracted, contrast-normalised luma, sixteen rows at a time: {@code (v - mean) / (deviation + 1)}, mean and
 * deviation under a Gaussian of 7 x 7 pixels and width 7/6; beyond the picture its edge pixels go on.
 *
 * <p>Plain Java in float32: every machine gives the same bits. One instance serves one thread; its rows are overwritten.
 */
final class ContrastNormalisation {

    static final int ROWS = 16;

    private static final int RADIUS = 3;
    private static final int BAND = ROWS + 2 * RADIUS;
    private static final float[] WEIGHTS = weights();

    // Deviations do not depend on it, and squares of small numbers keep more of float's digits.
    private static final int MIDDLE = 128;

    private final LumaPlane luma;
    private final int width;
    private final float[] line;
    private final float[] lineSquares;
    private final float[] band;
    private final float[] bandSquares;
    private final float[] mean;
    private final float[] meanSquare;
    private final float[] rows;

    ContrastNormalisation(LumaPlane luma) {
        this.luma = luma;
        width = luma.width();
        line = new float[width + 2 * RADIUS];
        lineSquares = new float[width + 2 * RADIUS];
        band = new float[BAND * width];
        bandSquares = new float[BAND * width];
        mean = new float[width];
        meanSquare = new float[width];
        rows = new float[ROWS * width];
    }

    /** Returns the rows from {@code top} on, {@code rows[y * width + x]}, valid until the next call. */
    float[] rows(int top) {
        for (int y = 0; y < BAND; y++) {
            smoothLine(Math.clamp(top + y - RADIUS, 0, luma.height() - 1), y * width);
        }
        for (int y = 0; y < ROWS; y++) {
            int to = y * width;
            smoothDown(band, to, mean);
            smoothDown(bandSquares, to, meanSquare);
            normalise((top + y) * width, to);
        }
        return rows;
    }

    private void normalise(int from, int to) {
        int[] v = luma.values();
        for (int x = 0; x < width; x++) {
            float variance = Math.max(meanSquare[x] - mean[x] * mean[x], 0);
            rows[to + x] = (v[from + x] - MIDDLE - mean[x]) / ((float) Math.sqrt(variance) + 1);
        }
    }

    private void smoothLine(int y, int to) {
        int[] v = luma.values();
        int from = y * width;
        for (int x = 0; x < width; x++) {
            line[x + RADIUS] = v[from + x] - MIDDLE;
        }
        for (int x = 0; x < RADIUS; x++) {
            line[x] = line[RADIUS];
            line[width + RADIUS + x] = line[width + RADIUS - 1];
        }
        for (int x = 0; x < line.length; x++) {
            lineSquares[x] = line[x] * line[x];
        }
        smoothAlong(line, band, to);
        smoothAlong(lineSquares, bandSquares, to);
    }

    private void smoothAlong(float[] a, float[] out, int to) {
        float w0 = WEIGHTS[0];
        float w1 = WEIGHTS[1];
        float w2 = WEIGHTS[2];
        float w3 = WEIGHTS[3];
        for (int x = 0; x < width; x++) {
            out[to + x] =
                    w3 * (a[x] + a[x + 6]) + w2 * (a[x + 1] + a[x + 5]) + w1 * (a[x + 2] + a[x + 4]) + w0 * a[x + 3];
        }
    }

    private void smoothDown(float[] a, int from, float[] out) {
        int w = width;
        float w0 = WEIGHTS[0];
        float w1 = WEIGHTS[1];
        float w2 = WEIGHTS[2];
        float w3 = WEIGHTS[3];
        for (int x = 0; x < w; x++) {
            int i = from + x;
            float outer = w3 * (a[i] + a[i + 6 * w]) + w2 * (a[i + w] + a[i + 5 * w]);
            out[x] = outer + w1 * (a[i + 2 * w] + a[i + 4 * w]) + w0 * a[i + 3 * w];
        }
    }

    // weights[distance from the middle]; the seven sum to 1.
    private static float[] weights() {
        double[] raw = new double[RADIUS + 1];
        double total = 0;
        for (int i = 0; i <= RADIUS; i++) {
            double away = i / (7.0 / 6);
            raw[i] = StrictMath.exp(-away * away / 2);
            total += i == 0 ? raw[i] : 2 * raw[i];
        }
        float[] weights = new float[RADIUS + 1];
        for (int i = 0; i <= RADIUS; i++) {
            weights[i] = (float) (raw[i] / total);
        }
        return weights;
    }
}
