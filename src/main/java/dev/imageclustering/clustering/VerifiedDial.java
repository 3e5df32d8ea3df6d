package dev.imageclustering.clustering;

/** Where a dial cuts the tree of a {@link VerifiedGrouping}: in the middle it gives the groups themselves. */
public final class VerifiedDial {

    /** At 0 of the dial: links that only copies of one picture have, and shots of one moment. */
    public static final double NEAREST = VerifiedGrouping.distance(200);

    /** At one half: the groups of the run. A little farther, since trees may be kept in float. */
    public static final double MIDDLE = Math.nextUp((float) VerifiedGrouping.CUT);

    /** At 1 of the dial: what is a little alike, among which are the first strangers (docs/accuracy.md). */
    public static final double FARTHEST = VerifiedGrouping.distance(2.5);

    private VerifiedDial() {}

    /** Returns the distance of a value in 0..1; a greater value never has a smaller one. */
    public static double distance(double value) {
        return value <= 0.5 ? NEAREST + 2 * value * (MIDDLE - NEAREST) : MIDDLE + (2 * value - 1) * (FARTHEST - MIDDLE);
    }
}
