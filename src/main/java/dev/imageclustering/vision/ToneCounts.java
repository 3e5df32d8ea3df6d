package dev.imageclustering.vision;

/**
 * How many pixels of a picture have each level, taken from every second row: what is read out of it are shares of hundreds
 * of thousands of pixels.
 *
 * <p>The arrays are shared, not copied, and nobody writes to them once they are filled.
 */
final class ToneCounts {

    static final int LEVELS = 256;
    static final int CHANNELS = 3;

    private static final int EVERY = 2;

    // Resampling and compression blur the ends of the scale.
    private static final int BLACK = 1;
    private static final int DARK = 48;

    private final int[] brightest = new int[LEVELS];
    private final int[][] channels = new int[CHANNELS][LEVELS];
    private int lostChroma;
    private int pixels;

    private ToneCounts() {}

    /**
     * Counts a picture of at least one pixel. O(pixels).
     *
     * @param bgr interleaved pixels
     * @param width of a row in pixels
     */
    static ToneCounts of(byte[] bgr, int width) {
        ToneCounts counts = new ToneCounts();
        int row = CHANNELS * width;
        for (int from = 0; from < bgr.length; from += EVERY * row) {
            counts.add(bgr, from, from + row);
            counts.pixels += width;
        }
        return counts;
    }

    private void add(byte[] bgr, int from, int to) {
        int[] blues = channels[0];
        int[] greens = channels[1];
        int[] reds = channels[2];
        for (int i = from; i < to; i += CHANNELS) {
            int blue = bgr[i] & 0xff;
            int green = bgr[i + 1] & 0xff;
            int red = bgr[i + 2] & 0xff;
            int most = Math.max(blue, Math.max(green, red));
            int least = Math.min(blue, Math.min(green, red));
            blues[blue]++;
            greens[green]++;
            reds[red]++;
            brightest[most]++;
            lostChroma += most >= DARK && least <= BLACK ? 1 : 0;
        }
    }

    /** Returns how many pixels were counted. */
    int pixels() {
        return pixels;
    }

    /** Returns the pixels by the level of their brightest channel. */
    int[] brightest() {
        return brightest;
    }

    /** Returns the pixels by the level of blue, of green and of red. */
    int[][] channels() {
        return channels;
    }

    /** Returns the share of the pixels, 0..1, that are not dark and have a channel at the bottom of its scale. */
    double lostChroma() {
        return (double) lostChroma / pixels;
    }

    /** Returns the highest level of the brightest channel that more than this share of the pixels reach. */
    int top(double share) {
        double above = 0;
        int level = LEVELS - 1;
        while (level > 0 && above + brightest[level] <= share * pixels) {
            above += brightest[level--];
        }
        return level;
    }

    /** Returns the share of the pixels, 0..1, that some counts have at a level or above it. */
    double share(int[] counts, int from) {
        int sum = 0;
        for (int level = Math.max(from, 0); level < LEVELS; level++) {
            sum += counts[level];
        }
        return (double) sum / pixels;
    }
}
