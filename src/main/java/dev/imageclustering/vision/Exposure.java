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
            long sum = 0;
            long squares = 0;
            int dark = 0;
            for (int y = 0; y < luma.height(); y++) {
                int from = y * luma.width();
                int to = from + luma.width();
                sum += sum(luma.values(), from, to);
                squares += squares(luma.values(), from, to);
                dark += dark(luma.values(), from, to);
            }
            double pixels = luma.values().length;
            double mean = sum / pixels;
            return new Tones(mean, Math.sqrt(Math.max(squares / pixels - mean * mean, 0)), dark);
        }

        // Loops over one row each: the compiler sums side by side what fits into an int.
        private static int sum(int[] values, int from, int to) {
            int sum = 0;
            for (int i = from; i < to; i++) {
                sum += values[i];
            }
            return sum;
        }

        private static int squares(int[] values, int from, int to) {
            int sum = 0;
            for (int i = from; i < to; i++) {
                sum += values[i] * values[i];
            }
            return sum;
        }

        private static int dark(int[] values, int from, int to) {
            int count = 0;
            for (int i = from; i < to; i++) {
                // The sign of the difference.
                count += (values[i] - NEXT_TO_BLACK) >>> (Integer.SIZE - 1);
            }
            return count;
        }
    }
}
