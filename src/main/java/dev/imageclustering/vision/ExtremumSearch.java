package dev.imageclustering.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the extrema of the differences between neighbouring planes of one octave: samples that are not below (or not
 * above) any of the 26 around them in place and scale.
 *
 * <p>For almost all samples ten of these tell that they are none: the eight beside them, and their own places in the two
 * other differences. They are sorted out by loops over whole rows like those of {@link Rows}: the differences as
 * integers, the extrema of three beside each other, of three rows of these. Cost: O(samples).
 */
final class ExtremumSearch {

    /** No nearer to the edge, where the planes hold mirror images. */
    static final int BORDER = 5;

    private static final int DIFFERENCES = ScaleSpace.LAYERS + 2;

    /** Steps of a difference for each grey level; 255 levels fit eight times into an int. */
    private static final float STEPS = 1 << 20;

    /** Differences below half a grey level hardly ever become strong enough, which is .85 levels, by refinement. */
    private static final int LEAST = (int) (STEPS / 2);

    private final int width;
    private final int height;
    private final float[][][] planes;
    private final int[][][] differences;
    private final int[][][] greatest;
    private final int[][][] least;
    private final int[] left;
    private final int[] right;
    private final int[] isNone;
    private final int[] ones;

    ExtremumSearch(ScaleSpace.Octave octave) {
        this.width = octave.width();
        this.height = octave.height();
        this.planes = octave.planes();
        this.differences = new int[DIFFERENCES][3][width];
        this.greatest = new int[DIFFERENCES][3][width];
        this.least = new int[DIFFERENCES][3][width];
        this.left = new int[width];
        this.right = new int[width];
        this.isNone = new int[width];
        this.ones = new int[width];
        Arrays.fill(ones, 1);
    }

    /** A sample that is an extremum of the difference between a plane and the next. */
    record Sample(int x, int y, int layer) {}

    /** Returns all, by row, layer and column. */
    List<Sample> find() {
        List<Sample> found = new ArrayList<>();
        for (int y = BORDER - 1; y <= height - BORDER; y++) {
            for (int i = 0; i < DIFFERENCES; i++) {
                subtract(planes[i + 1][y], planes[i][y], differences[i][y % 3]);
            }
            for (int layer = 1; layer <= ScaleSpace.LAYERS; layer++) {
                spread(differences[layer][y % 3], greatest[layer][y % 3], least[layer][y % 3]);
                if (y > BORDER) {
                    search(layer, y - 1, found);
                }
            }
        }
        return found;
    }

    private void spread(int[] row, int[] greatest, int[] least) {
        System.arraycopy(row, 0, left, 1, width - 1);
        System.arraycopy(row, 1, right, 0, width - 1);
        extremes(left, row, right, greatest, least);
    }

    private void search(int layer, int y, List<Sample> found) {
        int row = y % 3;
        compare(
                differences[layer][row],
                greatest[layer],
                least[layer],
                differences[layer - 1][row],
                differences[layer + 1][row],
                isNone);
        int end = width - BORDER;
        for (int x = next(BORDER, end); x < end; x = next(x + 1, end)) {
            if (isExtremeAmong(layer, x, y)) {
                found.add(new Sample(x, y, layer));
            }
        }
    }

    private boolean isExtremeAmong(int layer, int x, int y) {
        float value = planes[layer + 1][y][x] - planes[layer][y][x];
        return value > 0
                ? isBeyond(planes[layer], planes[layer - 1], x, y, value)
                        && isBeyond(planes[layer + 2], planes[layer + 1], x, y, value)
                : isBeyond(planes[layer - 1], planes[layer], x, y, -value)
                        && isBeyond(planes[layer + 1], planes[layer + 2], x, y, -value);
    }

    private static boolean isBeyond(float[][] upper, float[][] lower, int x, int y, float value) {
        if (upper[y][x] - lower[y][x] > value) {
            return false;
        }
        for (int row = y - 1; row <= y + 1; row++) {
            float[] a = upper[row];
            float[] b = lower[row];
            if (Math.max(a[x - 1] - b[x - 1], Math.max(a[x] - b[x], a[x + 1] - b[x + 1])) > value) {
                return false;
            }
        }
        return true;
    }

    private int next(int from, int end) {
        int equal = Arrays.mismatch(isNone, from, end, ones, from, end);
        return equal < 0 ? end : from + equal;
    }

    private static void subtract(float[] upper, float[] lower, int[] to) {
        for (int x = 0; x < to.length; x++) {
            to[x] = (int) ((upper[x] - lower[x]) * STEPS);
        }
    }

    private static void extremes(int[] a, int[] b, int[] c, int[] greatest, int[] least) {
        for (int x = 0; x < greatest.length; x++) {
            greatest[x] = Math.max(a[x], Math.max(b[x], c[x]));
            least[x] = Math.min(a[x], Math.min(b[x], c[x]));
        }
    }

    /** Sets 0 where the row may have a maximum or minimum that is strong enough, and 1 elsewhere. */
    private static void compare(int[] row, int[][] greatest, int[][] least, int[] finer, int[] coarser, int[] to) {
        int[] greatest0 = greatest[0];
        int[] greatest1 = greatest[1];
        int[] greatest2 = greatest[2];
        int[] least0 = least[0];
        int[] least1 = least[1];
        int[] least2 = least[2];
        for (int x = 0; x < to.length; x++) {
            int value = row[x];
            int most = Math.max(
                    Math.max(finer[x], coarser[x]), Math.max(greatest0[x], Math.max(greatest1[x], greatest2[x])));
            int fewest = Math.min(Math.min(finer[x], coarser[x]), Math.min(least0[x], Math.min(least1[x], least2[x])));
            int noMaximum = most - value | Math.max(0, LEAST - value);
            int noMinimum = value - fewest | Math.max(0, LEAST + value);
            to[x] = Math.min(1, Math.min(noMaximum, noMinimum));
        }
    }
}
