package dev.imageclustering.vision;

/**
 * How far edges overshoot, the bright and dark seams that sharpening leaves along them.
 *
 * <p>Looks at every strong step along rows and columns: a pixel whose first difference is the largest within three, and
 * beyond which, four to six pixels away, the two sides differ by at least 40 grey levels. The overshoot is what the
 * extremes within three pixels exceed these sides by, over the height of the step; the answer is the median.
 *
 * <p>Fails on seams wider than three pixels, and calls a picture of thin lines oversharpened.
 */
final class Halo {

    private static final int NEAR = 3;
    private static final int FAR = 6;
    private static final int STEP = 40;
    private static final int LEVELS = 256;

    private final int[] counts = new int[LEVELS + 1];
    private int edges;

    private Halo() {}

    /** Returns the median overshoot, 0 (none) to 1 (as high as the step itself or more); 0 without an edge. O(pixels). */
    static double of(LumaPlane luma) {
        Halo halo = new Halo();
        for (int y = 0; y < luma.height(); y++) {
            halo.look(luma.values(), y * luma.width(), 1, luma.width());
        }
        for (int x = 0; x < luma.width(); x++) {
            halo.look(luma.values(), x, luma.width(), luma.height());
        }
        return halo.median();
    }

    private void look(int[] v, int from, int stride, int length) {
        int[] line = new int[length];
        for (int i = 0; i < length; i++) {
            line[i] = v[from + i * stride];
        }
        for (int i = FAR; i < length - FAR - 1; i++) {
            if (isStep(line, i)) {
                judge(line, i);
            }
        }
    }

    // The step lies between i and i + 1.
    private static boolean isStep(int[] line, int i) {
        int height = Math.abs(line[i + 1] - line[i]);
        if (height < STEP / 4) {
            return false;
        }
        for (int away = 1; away <= NEAR; away++) {
            if (Math.abs(line[i + 1 + away] - line[i + away]) > height
                    || Math.abs(line[i + 1 - away] - line[i - away]) >= height) {
                return false;
            }
        }
        return true;
    }

    private void judge(int[] line, int i) {
        double before = (line[i - 4] + line[i - 5] + line[i - 6]) / 3.0;
        double after = (line[i + 5] + line[i + 6] + line[i + 7]) / 3.0;
        double height = after - before;
        if (Math.abs(height) < STEP) {
            return;
        }
        int sign = height > 0 ? 1 : -1;
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int away = 0; away < NEAR; away++) {
            low = Math.min(low, sign * line[i - away]);
            high = Math.max(high, sign * line[i + 1 + away]);
        }
        double over = Math.max(high - sign * after, 0) + Math.max(sign * before - low, 0);
        counts[(int) Math.min(LEVELS * over / Math.abs(height), LEVELS)]++;
        edges++;
    }

    private double median() {
        int below = 0;
        for (int level = 0; level <= LEVELS; level++) {
            below += counts[level];
            if (edges > 0 && 2 * below >= edges) {
                return (double) level / LEVELS;
            }
        }
        return 0;
    }
}
