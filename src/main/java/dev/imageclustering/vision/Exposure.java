package dev.imageclustering.vision;

/**
 * How a picture uses the scale from black to white.
 *
 * @param wellExposed mean closeness of the luma to middle grey, 0..1: a Gaussian of width 0.2 around 0.5. The measure
 *     of exposure fusion, on luma instead of the product over the channels, which would call every strong colour badly
 *     exposed
 * @param clippedShare share of the pixels, 0..1, with a channel at the top of its scale, where light or colour was lost.
 *     Black does not count: night has it by right, and faint noise would lift it and so better the picture; what is too
 *     dark loses by {@code wellExposed}
 * @see <a href="https://doi.org/10.1111/j.1467-8659.2008.01171.x">T. Mertens, J. Kautz, F. Van Reeth, Exposure Fusion,
 *     2009, section 3.1</a>
 */
record Exposure(double wellExposed, double clippedShare) {

    private static final double MIDDLE = 0.5;
    private static final double SPREAD = 0.2;

    // One level of tolerance, as resampling and compression blur the end of the scale.
    private static final int WHITE = 254;

    /**
     * Measures a picture of at least one pixel. O(pixels).
     *
     * @param bgr the pixels that the luma was made of
     */
    static Exposure of(byte[] bgr, LumaPlane luma) {
        double pixels = luma.values().length;
        return new Exposure(closeness(luma.values()) / pixels, clipped(bgr) / pixels);
    }

    private static double closeness(int[] values) {
        int[] histogram = new int[256];
        for (int value : values) {
            histogram[value]++;
        }
        double sum = 0;
        for (int level = 0; level < 256; level++) {
            double away = (level / 255.0 - MIDDLE) / SPREAD;
            sum += histogram[level] * Math.exp(-away * away / 2);
        }
        return sum;
    }

    private static int clipped(byte[] bgr) {
        int clipped = 0;
        for (int i = 0; i < bgr.length; i += 3) {
            int brightest = Math.max(bgr[i] & 0xff, Math.max(bgr[i + 1] & 0xff, bgr[i + 2] & 0xff));
            if (brightest >= WHITE) {
                clipped++;
            }
        }
        return clipped;
    }
}
