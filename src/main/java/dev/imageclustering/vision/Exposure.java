package dev.imageclustering.vision;

/**
 * How a picture uses the scale from black to white.
 *
 * <p>Fails on night and snow that are meant to be so, and where {@link Highlights} and {@link MissingTones} do.
 *
 * @param white level, 0..1, that the brightest channel exceeds in half a percent of the pixels; low where a picture got
 *     too little light
 * @param visible share, 0..1, of the blocks of 16 x 16 pixels in which there is something to be seen: structure of more
 *     than four grey levels beside the noise; what drowns in black or white has none
 * @param mean luma, 0..1
 * @param darkShare share of the pixels, 0..1, that are next to black: a luma below 20
 * @param clippedShare share of the pixels, 0..1, whose lights were cut off
 * @param clippedChroma share of the pixels, 0..1, that are not dark and have a channel at the bottom of its scale: colours
 *     that left the gamut, as after a push of the saturation
 * @param missingTones share, 0..0.1, that the gaps between the levels leave out
 * @param contrast standard deviation of the luma over its greatest possible value, 0..1
 */
record Exposure(
        double white,
        double visible,
        double mean,
        double darkShare,
        double clippedShare,
        double clippedChroma,
        double missingTones,
        double contrast) {

    private static final int LEVELS = 256;
    private static final double GREATEST_DEVIATION = 127.5;
    private static final double WHITE = 0.005;
    private static final int NEXT_TO_BLACK = 20;

    /**
     * Measures a picture of at least one pixel. O(pixels).
     *
     * @param bgr the pixels that the luma was made of
     * @param noise deviation of the noise in grey levels
     */
    static Exposure of(byte[] bgr, LumaPlane luma, double noise) {
        ToneCounts counts = ToneCounts.of(bgr, luma.width());
        Tones tones = Tones.of(luma);
        return new Exposure(
                counts.top(WHITE) / 255.0,
                VisibleDetail.share(luma, noise),
                tones.mean / 255,
                tones.dark / (double) luma.values().length,
                Highlights.clipped(counts),
                counts.lostChroma(),
                MissingTones.share(counts),
                Math.min(tones.deviation / GREATEST_DEVIATION, 1));
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
