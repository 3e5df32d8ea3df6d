package dev.imageclustering.vision;

import java.util.Arrays;

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
        Steps steps = new Steps(luma.width());
        for (int y = 0; y < luma.height(); y += EVERY) {
            System.arraycopy(luma.values(), y * luma.width(), line, 0, line.length);
            look(line, steps);
        }
    }

    private void lookAlongColumns(LumaPlane luma) {
        int[][] lines = new int[COLUMNS][luma.height()];
        Steps steps = new Steps(luma.height());
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

    private void look(int[] line, Steps steps) {
        steps.take(line);
        int end = line.length - FAR - 1;
        for (int i = steps.next(FAR, end); i < end; i = steps.next(i + 1, end)) {
            judge(line, i);
        }
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

    /**
     * The first differences of a line, of which those are found that are high enough and the largest within three; of
     * equals the first counts. Each loop has all it needs at one index, which makes it a fast one.
     */
    private static final class Steps {

        private final int length;
        private final int[] next;
        private final int[] withMargins;
        private final int[] heights;
        private final int[][] before = new int[NEAR][];
        private final int[][] behind = new int[NEAR][];
        private final int[] isNone;
        private final int[] ones;

        Steps(int length) {
            this.length = length;
            this.next = new int[length];
            this.withMargins = new int[length + 2 * NEAR];
            this.heights = new int[length];
            Arrays.setAll(before, _ -> new int[length]);
            Arrays.setAll(behind, _ -> new int[length]);
            this.isNone = new int[length];
            this.ones = new int[length];
            Arrays.fill(ones, 1);
        }

        /** The step number i lies between the values i and i + 1. */
        void take(int[] line) {
            System.arraycopy(line, 1, next, 0, length - 1);
            next[length - 1] = line[length - 1];
            distances(line, next, heights);
            System.arraycopy(heights, 0, withMargins, NEAR, length);
            for (int away = 1; away <= NEAR; away++) {
                System.arraycopy(withMargins, NEAR - away, before[away - 1], 0, length);
                System.arraycopy(withMargins, NEAR + away, behind[away - 1], 0, length);
            }
            compare(heights, before[0], before[1], before[2], behind[0], behind[1], behind[2], isNone);
        }

        /** Returns the first of those from a number on, or the end. */
        int next(int from, int end) {
            if (from >= end) {
                return end;
            }
            int equal = Arrays.mismatch(isNone, from, end, ones, from, end);
            return equal < 0 ? end : from + equal;
        }

        private static void distances(int[] a, int[] b, int[] to) {
            for (int i = 0; i < to.length; i++) {
                to[i] = Math.abs(b[i] - a[i]);
            }
        }

        /** Sets 0 for a step that counts, 1 for the others. */
        private static void compare(int[] heights, int[] a, int[] b, int[] c, int[] d, int[] e, int[] f, int[] to) {
            for (int i = 0; i < to.length; i++) {
                int most = Math.max(Math.max(a[i], Math.max(b[i], c[i])) + 1, Math.max(d[i], Math.max(e[i], f[i])));
                to[i] = Math.min(1, Math.max(0, Math.max(most, STEP / 4) - heights[i]));
            }
        }
    }
}
