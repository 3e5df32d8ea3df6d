package dev.imageclustering.vision;

/**
 * What a picture's file says about its quality and the shrunk picture does not.
 *
 * @param pixels pixel count, at least 1
 * @param quantisation mean step of the JPEG's luma quantisation: 0 for other formats, 6 at quality 95, 29 at 75, 58 at 50
 */
record OriginalPicture(long pixels, double quantisation) {

    // What quality 75 has; up to there compression is not to be seen, and a copy saved anew must not win by its table.
    private static final double UNSEEN = 29;

    private static final double STEPS = 100;
    private static final double MOST = 2;

    OriginalPicture {
        if (pixels < 1) {
            throw new IllegalArgumentException("originalPixels must be positive but was " + pixels);
        }
    }

    static OriginalPicture of(long pixels) {
        return new OriginalPicture(pixels, 0);
    }

    /** Returns the blockiness of the picture before it was shrunk, as far as its table tells: 0 to 2. */
    double expectedBlockiness() {
        return Math.clamp((quantisation - UNSEEN) / STEPS, 0, MOST);
    }
}
