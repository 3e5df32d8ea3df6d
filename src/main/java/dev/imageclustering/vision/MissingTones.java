package dev.imageclustering.vision;

/**
 * How many tones a picture lacks between others that it has: the gaps that are left in the counts of 8-bit levels when
 * they are spread out, as by brightening or by raising the contrast after the photo was taken.
 *
 * <p>Where levels take turns, full and thin, as the rounding of halves leaves them, little is lost; that is taken off.
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

    private static final double TURNS = 0.6;

    // A third of a stop more light leaves as much; what leaves more is seen by its clipping first.
    private static final double MOST = 0.1;

    private MissingTones() {}

    /**
     * Returns the share of the pixels that levels lack against those around them, beyond what chance allows: each is
     * expected to have as many as the fuller of the two below or of the two above, whichever is less. Cut to 0..0.1; 0
     * where there is nothing to compare. Photos have up to 0.01.
     */
    static double share(ToneCounts counts) {
        double whole = 0;
        double missing = 0;
        long even = 0;
        long odd = 0;
        for (int[] channel : counts.channels()) {
            for (int level = FIRST; level <= LAST; level++) {
                int below = Math.max(channel[level - 1], channel[level - 2]);
                int above = Math.max(channel[level + 1], channel[level + 2]);
                int expected = Math.min(below, above);
                whole += Math.max(expected, channel[level]);
                missing += Math.max(expected - channel[level] - CHANCE * Math.sqrt(expected), 0);
                even += level % 2 == 0 ? channel[level] : 0;
                odd += level % 2 == 0 ? 0 : channel[level];
            }
        }
        if (even + odd == 0) {
            return 0;
        }
        double turns = TURNS * Math.abs(even - odd) / (even + odd);
        return Math.clamp(missing / whole - turns, 0, MOST);
    }
}
