package dev.imageclustering.vision;

/**
 * How a picture uses the scale from black to white.
 *
 * @param middle closeness of the mean luma to middle grey, 0..1: a Gaussian of width 0.25 around 0.45
 * @param white level, 0..1, that the brightest channel exceeds in half a percent of the pixels; low where a picture got
 *     too little light
 * @param visible share, 0..1, of the blocks of 16 x 16 pixels in which there is something to be seen: structure of more
 *     than four grey levels beside the noise; what drowns in black or white has none
 * @param clippedShare share of the pixels, 0..1, with a channel at the top of its scale, where light or colour was lost.
 *     Black does not count: night has it by right, and faint noise would lift it and so better the picture; what is too
 *     dark loses by the first three
 * @param clippedChroma share of the pixels, 0..1, that are not dark and have a channel at the bottom of its scale: colours
 *     that left the gamut, as after a push of the saturation
 * @param contrast standard deviation of the luma over its greatest possible value, 0..1
 */
record Exposure(
        double middle, double white, double visible, double clippedShare, double clippedChroma, double contrast) {

    private static final double MIDDLE = 0.45;
    private static final double SPREAD = 0.25;
    private static final double GREATEST_DEVIATION = 127.5;
    private static final double BRIGHTEST = 0.005;

    // One level of tolerance, as resampling and compression blur the ends of the scale.
    private static final int WHITE = 254;
    private static final int BLACK = 1;
    private static final int DARK = 48;

    /**
     * Measures a picture of at least one pixel. O(pixels).
     *
     * @param bgr the pixels that the luma was made of
     * @param noise deviation of the noise in grey levels
     */
    static Exposure of(byte[] bgr, LumaPlane luma, double noise) {
        double pixels = luma.values().length;
        int[] brightest = new int[256];
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
        int clipped = brightest[WHITE] + brightest[255];
        Tones tones = Tones.of(luma);
        double away = (tones.mean / 255 - MIDDLE) / SPREAD;
        return new Exposure(
                Math.exp(-away * away / 2),
                white(brightest, pixels),
                VisibleDetail.share(luma, noise),
                clipped / pixels,
                lostChroma / pixels,
                Math.min(tones.deviation / GREATEST_DEVIATION, 1));
    }

    private static double white(int[] brightest, double pixels) {
        double above = 0;
        int level = 255;
        while (level > 0 && above + brightest[level] <= BRIGHTEST * pixels) {
            above += brightest[level--];
        }
        return level / 255.0;
    }

    private record Tones(double mean, double deviation) {

        static Tones of(LumaPlane luma) {
            long sum = 0;
            long squares = 0;
            for (int value : luma.values()) {
                sum += value;
                squares += (long) value * value;
            }
            double pixels = luma.values().length;
            double mean = sum / pixels;
            return new Tones(mean, Math.sqrt(Math.max(squares / pixels - mean * mean, 0)));
        }
    }
}
