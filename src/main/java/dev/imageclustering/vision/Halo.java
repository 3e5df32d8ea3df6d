package dev.imageclustering.vision;

/**
 * How far edges overshoot, the bright and dark seams that sharpening leaves along them.
 *
 * <p>Looks at the strong steps along every second row and column: a pixel whose first difference is the largest within three, and
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

    // An edge crosses many lines; every second one gives the same median.
    private static final int EVERY = 2;

    // Columns that are read together, as one after the other each value would come from another line of the cache.
    private static final int COLUMNS = 16;

    private final int[] counts = new int[LEVELS + 1];
    private int edges;

    private Halo() {}

    /** Returns the median overshoot, 0 (none) to 1 (as high as the step itself or more); 0 without an edge. O(pixels). */
    static double of(LumaPlane luma) {
        Halo halo = new Halo();
        halo.lookAlongRows(luma);
        halo.lookAlongColumns(luma);
        return halo.median();
    }

    private void lookAlongRows(LumaPlane luma) {
        int[] line = new int[luma.width()];
        int[] steps = new int[luma.width()];
        for (int y = 0; y < luma.height(); y += EVERY) {
            System.arraycopy(luma.values(), y * luma.width(), line, 0, line.length);
            look(line, steps);
        }
    }

    private void lookAlongColumns(LumaPlane luma) {
        int[][] lines = new int[COLUMNS][luma.height()];
        int[] steps = new int[luma.height()];
        for (int left = 0; left < luma.width(); left += COLUMNS) {
            int count = Math.min(COLUMNS, luma.width() - left);
            for (int y = 0; y < luma.height(); y++) {
                for (int i = 0; i < count; i += EVERY) {
                    lines[i][y] = luma.values()[y * luma.width() + left + i];
                }
            }
            for (int i = 0; i < count; i += EVERY) {
                look(lines[i], steps);
            }
        }
    }

    private void look(int[] line, int[] steps) {
        for (int i = 0; i + 1 < line.length; i++) {
            steps[i] = Math.abs(line[i + 1] - line[i]);
        }
        for (int i = FAR; i < line.length - FAR - 1; i++) {
            if (steps[i] >= STEP / 4 && isLargest(steps, i)) {
                judge(line, i);
            }
        }
    }

    // The step lies between i and i + 1; of equals the first counts.
    private static boolean isLargest(int[] steps, int i) {
        int height = steps[i];
        for (int away = 1; away <= NEAR; away++) {
            if (steps[i + away] > height || steps[i - away] >= height) {
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
