package dev.imageclustering.vision;

/**
 * How a picture uses the scale from black to white.
 *
 * <p>What was cut off shows as a heap of pixels at the brightest level of the picture, wherever that lies: a picture that
 * was darkened afterwards does not win its lights back.
 *
 * <p>Fails on lamps, the sun and white paper, which are a heap at the top by right, and on night and snow.
 *
 * @param white level, 0..1, that the brightest channel exceeds in half a percent of the pixels; low where a picture got
 *     too little light
 * @param visible share, 0..1, of the blocks of 16 x 16 pixels in which there is something to be seen: structure of more
 *     than four grey levels beside the noise; what drowns in black or white has none
 * @param mean luma, 0..1
 * @param darkShare share of the pixels, 0..1, that are next to black: a luma below 20
 * @param clippedShare share of the pixels, 0..1, whose brightest channel is at the top of the picture: two levels below
 *     the one that a thousandth of the pixels reaches, or higher; less that thousandth
 * @param clippedChroma share of the pixels, 0..1, that are not dark and have a channel at the bottom of its scale: colours
 *     that left the gamut, as after a push of the saturation
 * @param contrast standard deviation of the luma over its greatest possible value, 0..1
 */
record Exposure(
        double white,
        double visible,
        double mean,
        double darkShare,
        double clippedShare,
        double clippedChroma,
        double contrast) {

    private static final int LEVELS = 256;
    private static final double GREATEST_DEVIATION = 127.5;
    private static final double WHITE = 0.005;
    private static final double TOP = 0.001;

    // Resampling and compression blur the ends of the scale.
    private static final int TOLERANCE = 2;
    private static final int BLACK = 1;

    private static final int NEXT_TO_BLACK = 20;
    private static final int DARK = 48;

    /**
     * Measures a picture of at least one pixel. O(pixels).
     *
     * @param bgr the pixels that the luma was made of
     * @param noise deviation of the noise in grey levels
     */
    static Exposure of(byte[] bgr, LumaPlane luma, double noise) {
        int[] brightest = new int[LEVELS];
        int lostChroma = 0;
        for (int i = 0; i < bgr.length; i += 3) {
            int blue = bgr[i] & 0xff;
            int green = bgr[i + 1] & 0xff;
            int red = bgr[i + 2] & 0xff;
            int most = Math.max(blue, Math.max(green, red));
            brightest[most]++;
            if (most >= DARK && Math.min(blue, Math.min(green, red)) <= BLACK) {
                lostChroma++;
            }
        }
        double pixels = luma.values().length;
        Tones tones = Tones.of(luma);
        return new Exposure(
                top(brightest, WHITE * pixels) / 255.0,
                VisibleDetail.share(luma, noise),
                tones.mean / 255,
                tones.dark / pixels,
                clipped(brightest, pixels),
                lostChroma / pixels,
                Math.min(tones.deviation / GREATEST_DEVIATION, 1));
    }

    private static double clipped(int[] brightest, double pixels) {
        int top = top(brightest, TOP * pixels);
        int count = 0;
        for (int level = Math.max(top - TOLERANCE, 0); level < LEVELS; level++) {
            count += brightest[level];
        }
        return Math.max(count / pixels - TOP, 0);
    }

    /** Returns the highest level that more than so many pixels reach. */
    private static int top(int[] counts, double pixels) {
        double above = 0;
        int level = LEVELS - 1;
        while (level > 0 && above + counts[level] <= pixels) {
            above += counts[level--];
        }
        return level;
    }

    private record Tones(double mean, double deviation, int dark) {

        static Tones of(LumaPlane luma) {
            int[] counts = new int[LEVELS];
            for (int value : luma.values()) {
                counts[value]++;
            }
            long sum = 0;
            long squares = 0;
            int dark = 0;
            for (int level = 0; level < LEVELS; level++) {
                sum += (long) level * counts[level];
                squares += (long) level * level * counts[level];
                dark += level < NEXT_TO_BLACK ? counts[level] : 0;
            }
            double pixels = luma.values().length;
            double mean = sum / pixels;
            return new Tones(mean, Math.sqrt(Math.max(squares / pixels - mean * mean, 0)), dark);
        }
    }
}
