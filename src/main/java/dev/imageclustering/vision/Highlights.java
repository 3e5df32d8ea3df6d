package dev.imageclustering.vision;

/**
 * Whether a picture's lights were cut off: this leaves a heap of pixels at its brightest level, wherever that lies, so
 * that a picture that was darkened afterwards does not win its lights back.
 *
 * <p>The heap is what lies within four levels of the fullest one of the topmost eleven, or above, beyond what the levels
 * below would let expect. So compression and a little noise, which widen a heap, hardly change it, and lights that run out
 * gently have none.
 *
 * <p>Fails on lamps, the sun and white paper, which are a heap by right; noise of a deviation of five levels or more
 * scatters a heap.
 */
final class Highlights {

    private static final double TOP = 0.001;
    private static final int REACH = 10;
    private static final int TOLERANCE = 4;
    private static final int GROUND_FROM = 16;
    private static final int GROUND_TO = 8;
    private static final double SPECKS = 0.0005;

    private Highlights() {}

    /** Returns the share of the pixels, 0..1, that are in the heap of the brightest channels. */
    static double clipped(ToneCounts counts) {
        int[] brightest = counts.brightest();
        int top = counts.top(TOP);
        int fullest = fullest(brightest, Math.max(top - REACH, 0), top);
        int from = Math.max(fullest - TOLERANCE, 0);
        double ground = ground(brightest, fullest) / counts.pixels();
        return Math.max(counts.share(brightest, from) - (top - from + 1) * ground - SPECKS, 0);
    }

    // Of equals the lowest.
    private static int fullest(int[] counts, int from, int to) {
        int fullest = from;
        for (int level = from + 1; level <= to; level++) {
            fullest = counts[level] > counts[fullest] ? level : fullest;
        }
        return fullest;
    }

    /** Returns the mean count of the levels below a heap. */
    private static double ground(int[] counts, int fullest) {
        int sum = 0;
        for (int below = GROUND_TO; below <= GROUND_FROM; below++) {
            sum += fullest >= below ? counts[fullest - below] : 0;
        }
        return sum / (GROUND_FROM - GROUND_TO + 1.0);
    }
}
