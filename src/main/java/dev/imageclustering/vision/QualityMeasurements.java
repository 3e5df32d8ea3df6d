package dev.imageclustering.vision;

import java.util.Map;

/**
 * The raw quantities a technical quality is made of.
 *
 * <p>The score is {@code log2(max(laplacianVariance - 30 noise^2, 0) + 1) + 3 wellExposed - 10 clippedShare - PIQE/40 -
 * 1.5 log2(1 + noise/2) - 4 blockiness + log2(pixels)}. White noise adds 20 noise^2 to the variance of the Laplacian, so
 * that much is taken off and more; PIQE weighs little as faint noise betters it, see {@link PerceptionEvaluator}.
 *
 * <p>Weights tuned on 30 photos of at least 300,000 pixels, checked on 30 others, each spoilt at working size in three
 * severities: in blur, shake, rescaling, noise (deviation from 5) and JPEG the original won every time, under and over
 * exposure 93 % (mildest) or every time; faint noise 87, 93, 97 % at deviations 1, 2, 3.
 *
 * <p>Not solved: a sharpened copy beats its original, and JPEG of a large photo, once shrunk, loses its grid and its
 * noise: the original won 40, 60 and 76 % at qualities 50, 25 and 10.
 *
 * @param piqe the perception-based value, 0 (best) to 100
 * @param blockiness strength of the JPEG grid, 0 (none) to 2
 * @param pixels pixel count of the original picture, at least 1
 */
record QualityMeasurements(FineDetail detail, Exposure exposure, double piqe, double blockiness, long pixels) {

    private static final double NOISE_POWER = 30;

    /** Higher is better. */
    double score() {
        return sharpness()
                + 3 * exposure.wellExposed()
                - 10 * exposure.clippedShare()
                - piqe / 40
                - 1.5 * log2(1 + detail.noise() / 2)
                - 4 * blockiness
                + log2((double) pixels);
    }

    /**
     * Returns the parts by name, each 0..1 and monotone in its quantity.
     *
     * <ul>
     *   <li>{@code sharpness}: the first term of the score over 12, at most 1; 0.35 is soft, 0.8 crisp
     *   <li>{@code exposure}: {@code wellExposed (1 - clippedShare)}
     *   <li>{@code noise}: {@code 2^(-noise/4)}: half at a deviation of four grey levels
     *   <li>{@code artefacts}: {@code (1 - PIQE/100) 2^(-blockiness)}
     *   <li>{@code resolution}: {@code (log2(pixels) - 10) / 15}: 0 at 32 x 32 pixels, 1 from 33.5 megapixels on
     * </ul>
     */
    Map<String, Double> subScores() {
        return Map.of(
                "sharpness", share(sharpness() / 12),
                "exposure", share(exposure.wellExposed() * (1 - exposure.clippedShare())),
                "noise", share(Math.pow(2, -detail.noise() / 4)),
                "artefacts", share((1 - piqe / 100) * Math.pow(2, -blockiness)),
                "resolution", share((log2((double) pixels) - 10) / 15));
    }

    private double sharpness() {
        double noisePower = detail.noise() * detail.noise();
        return log2(Math.max(detail.laplacianVariance() - NOISE_POWER * noisePower, 0) + 1);
    }

    private static double share(double value) {
        return Math.clamp(value, 0.0, 1.0);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
