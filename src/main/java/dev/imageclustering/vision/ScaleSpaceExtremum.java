package dev.imageclustering.vision;

import java.util.Comparator;

/**
 * A place where the difference of two neighbouring planes of a {@link ScaleSpace} is greater (or less) than all around.
 *
 * @param x from the middle of the leftmost pixel, in pixels of the picture
 * @param y from the middle of the uppermost pixel
 * @param octave in which it was found
 * @param layer of the octave, the nearest to its scale
 * @param sigma its scale, in samples of the octave
 * @param strength the difference, as a share of the range from black to white; above 0
 */
record ScaleSpaceExtremum(float x, float y, int octave, int layer, float sigma, float strength) {

    /** The strongest first; of equally strong ones those further left, then further up, then the finer. */
    static final Comparator<ScaleSpaceExtremum> STRONGEST_FIRST = Comparator.comparingDouble(
                    (ScaleSpaceExtremum extremum) -> -extremum.strength)
            .thenComparingDouble(ScaleSpaceExtremum::x)
            .thenComparingDouble(ScaleSpaceExtremum::y)
            .thenComparingInt(ScaleSpaceExtremum::octave)
            .thenComparingDouble(ScaleSpaceExtremum::sigma);

    /** The first pixel's middle lies a quarter of a pixel behind that of the first sample of the doubled picture. */
    private static final float FIRST_SAMPLE = -.25f;

    /** In samples, and as a share of sigma. */
    private static final float SAME_PLACE = .1f;

    /** Places an extremum by its column and row in its octave. */
    static ScaleSpaceExtremum at(double column, double row, int octave, int layer, double sigma, double strength) {
        double pixel = (1 << octave) / (double) ScaleSpace.ENLARGEMENT;
        return new ScaleSpaceExtremum(
                (float) (FIRST_SAMPLE + column * pixel),
                (float) (FIRST_SAMPLE + row * pixel),
                octave,
                layer,
                (float) sigma,
                (float) strength);
    }

    /** Whether both are one place, to which different samples led. */
    boolean isAt(ScaleSpaceExtremum other) {
        float near = SAME_PLACE / samplesPerPixel();
        return octave == other.octave
                && Math.abs(x - other.x) < near
                && Math.abs(y - other.y) < near
                && Math.abs(sigma - other.sigma) < SAME_PLACE * sigma;
    }

    /** Where it lies in its octave. */
    float column() {
        return (x - FIRST_SAMPLE) * samplesPerPixel();
    }

    float row() {
        return (y - FIRST_SAMPLE) * samplesPerPixel();
    }

    /** Of the blob that is seen there, in pixels. */
    float diameter() {
        return 2 * sigma / samplesPerPixel();
    }

    private float samplesPerPixel() {
        return ScaleSpace.ENLARGEMENT / (float) (1 << octave);
    }
}
