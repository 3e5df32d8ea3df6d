package dev.imageclustering.vision;

import java.util.Map;

/**
 * The raw quantities a technical quality is made of.
 *
 * <p>The parts are monotone in their quantities and lie within 0..1, 1 being the best. {@code docs/quality.md} has their
 * sources, and how the numbers in them and their weights were chosen.
 *
 * @param sharpness of the crispest tenth of the picture
 * @param noise standard deviation of the noise in grey levels
 * @param halo median overshoot of the edges, 0..1
 * @param colourfulness in the scale of Hasler and Süsstrunk, from 0
 * @param blockiness strength of the JPEG grid, 0 (none) to 2
 * @param original what is known of the file
 */
record QualityMeasurements(
        Sharpness sharpness,
        double noise,
        double halo,
        Exposure exposure,
        double colourfulness,
        double blockiness,
        OriginalPicture original) {

    // White noise over the whole scale has a relative detail of 2^14.
    private static final double MOST_DETAIL = 14;

    private static final double MOST_CLIPPED = 10;
    private static final double MIDDLE_COLOURFULNESS = 40;

    // The grid that any picture has by chance, or by a compression that cannot be seen.
    private static final double UNSEEN_GRID = 0.05;

    // What the edges of a clear photo overshoot by; one without has nothing to be proud of.
    private static final double USUAL_HALO = 0.02;

    // Deviation of the luma of a usual scene, of which noise is told the share.
    private static final double USUAL_DEVIATION = 50;
    private static final double LEAST_DEVIATION = 10;

    /**
     * Returns the parts by name, each 0..1.
     *
     * <ul>
     *   <li>{@code sharpness}: {@code log2(1 + 1000 detail / (10 + deviation^2)) / 14}, the deviation being that of the
     *       luma; so neither the contrast of the scene nor its light counts
     *   <li>{@code exposure}: {@code (32 white + 41 sqrt(visible) + 18 (1 - 2 max(mean - 0.5, 0)) + 9 (1 - darkShare)) /
     *       100}
     *   <li>{@code clipping}: {@code (23 c(s) + 44 (1 - s) + 33 c(clippedChroma)) / 100}, s being the clippedShare and {@code
     *       c(s) = 1 - log2(1 + 1000 s) / 10}
     *   <li>{@code contrast}: the deviation of the luma over 127.5
     *   <li>{@code noise}: {@code 1 - log2(1 + 60 noise / (10 + deviation)) / 7}: noise is seen against what the scene has
     *   <li>{@code colourfulness}: {@code M / (M + 40)}
     *   <li>{@code artefacts}: {@code (25 (1 - max(halo - 0.02, 0)) + 12 2^(-max(blockiness - 0.05, 0)) + 13 (1 -
     *       missingTones)) / 50}, where the blockiness is that of the picture or the one its file's quantisation lets expect,
     *       if that is more
     *   <li>{@code resolution}: {@code (log2(pixels) - 10) / 15}: 0 at 32 x 32 pixels, 1 from 33.5 megapixels on
     * </ul>
     */
    Map<String, Double> subScores() {
        return Map.of(
                "sharpness", share(relativeDetail() / MOST_DETAIL),
                "exposure", exposed(),
                "clipping", unclipped(),
                "contrast", share(exposure.contrast()),
                "noise", quietness(relativeNoise()),
                "colourfulness", share(colourfulness / (colourfulness + MIDDLE_COLOURFULNESS)),
                "artefacts", unspoilt(),
                "resolution", share((log2((double) original.pixels()) - 10) / 15));
    }

    /** Returns 1 for no noise, 0 for as much as fits into the scale. */
    static double quietness(double noise) {
        return share(1 - log2(1 + noise) / 7);
    }

    static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    static double share(double value) {
        return Math.clamp(value, 0.0, 1.0);
    }

    private double relativeDetail() {
        return log2(1 + 1000 * sharpness.detail() / (10 + deviation() * deviation()));
    }

    private double relativeNoise() {
        return noise * (LEAST_DEVIATION + USUAL_DEVIATION) / (LEAST_DEVIATION + deviation());
    }

    private double deviation() {
        return 127.5 * exposure.contrast();
    }

    private double exposed() {
        double notTooBright = 1 - 2 * Math.max(exposure.mean() - 0.5, 0);
        double seen = Math.sqrt(exposure.visible());
        return share((32 * exposure.white() + 41 * seen + 18 * notTooBright + 9 * (1 - exposure.darkShare())) / 100);
    }

    private double unclipped() {
        double clipped = exposure.clippedShare();
        return share((23 * kept(clipped) + 44 * (1 - clipped) + 33 * kept(exposure.clippedChroma())) / 100);
    }

    private double unspoilt() {
        double seams = Math.max(halo - USUAL_HALO, 0);
        double grid = Math.max(Math.max(blockiness, original.expectedBlockiness()) - UNSEEN_GRID, 0);
        return share((25 * (1 - seams) + 12 * Math.pow(2, -grid) + 13 * (1 - exposure.missingTones())) / 50);
    }

    private static double kept(double clipped) {
        return Math.max(1 - log2(1 + 1000 * clipped) / MOST_CLIPPED, 0);
    }
}
