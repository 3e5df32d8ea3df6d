package dev.imageclustering.vision;

/**
 * How many tones a picture lacks between others that it has: the gaps that are left in the counts of 8-bit levels when
 * they are spread out, as by brightening or by raising the contrast after the photo was taken.
 *
 * <p>Fails on copies that were saved with loss or made smaller since: these fill the gaps. So it tells of edited pictures
 * in formats without loss only, and of a compression that leaves few levels.
 *
 * @see <a href="https://doi.org/10.1109/TIFS.2010.2053202">M. Stamm, K. J. R. Liu, Forensic Detection of Image Manipulation
 *     Using Statistical Intrinsic Fingerprints, IEEE TIFS 5(3), 2010</a>
 */
final class MissingTones {

    private static final int FIRST = 8;
    private static final int LAST = 247;
    // Standard deviations by which a level may have fewer pixels than those around it by chance.
    private static final double CHANCE = 3;

    private MissingTones() {}

    /**
     * Returns the share of the pixels, 0..1, that levels lack against those around them, beyond what chance allows: each is
     * expected to have as many as the fuller of the two below or of the two above, whichever is less. 0 where there is
     * nothing to compare; photos have up to 0.01, half a stop more light makes it 0.12, twice the contrast 0.5.
     */
    static double share(ToneCounts counts) {
        double whole = 0;
        double missing = 0;
        for (int[] channel : counts.channels()) {
            for (int level = FIRST; level <= LAST; level++) {
                int below = Math.max(channel[level - 1], channel[level - 2]);
                int above = Math.max(channel[level + 1], channel[level + 2]);
                int expected = Math.min(below, above);
                whole += Math.max(expected, channel[level]);
                missing += Math.max(expected - channel[level] - CHANCE * Math.sqrt(expected), 0);
            }
        }
        return whole == 0 ? 0 : missing / whole;
    }
}
