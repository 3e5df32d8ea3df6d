package dev.imageclustering.vision;

import java.util.Map;

/**
 * The raw quantities a technical quality is made of.
 *
 * <p>The parts are monotone in their quantities and lie within 0..1, 1 being the best. The score is their weighted mean
 * times 100. Weights were fitted by pairwise logistic regression to photos and their spoilt copies, then rounded; contrast
 * and colourfulness got none, as more of them is not better. {@code docs/quality.md} has the way and the figures.
 *
 * @param sharpness of the crispest tenth of the picture
 * @param noise standard deviation of the noise in grey levels
 * @param halo median overshoot of the edges, 0..1
 * @param colourfulness in the scale of Hasler and Süsstrunk, from 0
 * @param piqe the perception-based value, 0 (best) to 100
 * @param blockiness strength of the JPEG grid, 0 (none) to 2
 * @param original what is known of the file
 */
record QualityMeasurements(
        Sharpness sharpness,
        double noise,
        double halo,
        Exposure exposure,
        double colourfulness,
        double piqe,
        double blockiness,
        OriginalPicture original) {

    // A second difference of 8-bit values is at most 510, its square below two to this power.
    private static final double MOST_DETAIL = 18;

    // White noise over the whole scale has a relative detail of 2^14.
    private static final double MOST_RELATIVE = 14;

    private static final double MOST_NOISE = 7;
    private static final double MOST_CLIPPED = 10;
    private static final double MIDDLE_COLOURFULNESS = 40;

    /** Returns 0 to 100, higher is better. */
    double score() {
        Map<String, Double> parts = subScores();
        double sum = 0;
        for (String part : TechnicalQuality.PARTS) {
            sum += TechnicalQuality.weight(part) * parts.getOrDefault(part, 0.0);
        }
        return 100 * sum;
    }

    /**
     * Returns the parts by name, each 0..1.
     *
     * <ul>
     *   <li>{@code sharpness}: {@code (7 log2(1 + detail) / 18 + 11 log2(1 + 1000 detail / (10 + deviation^2)) / 14) / 18},
     *       the deviation being that of the luma; so the contrast of the scene and its light count less
     *   <li>{@code exposure}: {@code (20 white + 8 middle + 5 visible) / 33}
     *   <li>{@code clipping}: {@code (5 c(clippedShare) + 9 c(clippedChroma)) / 14}, {@code c(s) = 1 - log2(1 + 1000 s) / 10}
     *   <li>{@code contrast}: the deviation of the luma over 127.5
     *   <li>{@code noise}: {@code 1 - log2(1 + noise) / 7}
     *   <li>{@code colourfulness}: {@code M / (M + 40)}
     *   <li>{@code artefacts}: {@code (26 (1 - halo) + 20 2^(-blockiness) + 7 (1 - PIQE/100)) / 53}, where the blockiness is
     *       that of the picture or the one its file's quantisation lets expect, if that is more
     *   <li>{@code resolution}: {@code (log2(pixels) - 10) / 15}: 0 at 32 x 32 pixels, 1 from 33.5 megapixels on
     * </ul>
     */
    Map<String, Double> subScores() {
        return Map.of(
                "sharpness", share((7 * detail() + 11 * relativeDetail()) / 18),
                "exposure", share((20 * exposure.white() + 8 * exposure.middle() + 5 * exposure.visible()) / 33),
                "clipping", share((5 * kept(exposure.clippedShare()) + 9 * kept(exposure.clippedChroma())) / 14),
                "contrast", share(exposure.contrast()),
                "noise", share(1 - log2(1 + noise) / MOST_NOISE),
                "colourfulness", share(colourfulness / (colourfulness + MIDDLE_COLOURFULNESS)),
                "artefacts", share((26 * (1 - halo) + 20 * Math.pow(2, -grid()) + 7 * (1 - piqe / 100)) / 53),
                "resolution", share((log2((double) original.pixels()) - 10) / 15));
    }

    private double detail() {
        return share(log2(1 + sharpness.detail()) / MOST_DETAIL);
    }

    private double relativeDetail() {
        double deviation = 127.5 * exposure.contrast();
        return share(log2(1 + 1000 * sharpness.detail() / (10 + deviation * deviation)) / MOST_RELATIVE);
    }

    private double grid() {
        return Math.max(blockiness, original.expectedBlockiness());
    }

    private static double kept(double clipped) {
        return Math.max(1 - log2(1 + 1000 * clipped) / MOST_CLIPPED, 0);
    }

    private static double share(double value) {
        return Math.clamp(value, 0.0, 1.0);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
