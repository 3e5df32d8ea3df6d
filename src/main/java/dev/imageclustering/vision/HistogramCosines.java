package dev.imageclustering.vision;

/**
 * Shortens RootSIFT vectors from 128 to {@value #LENGTH} components, by a fixed orthogonal transform: cosines over the
 * rows and columns of SIFT's 4 x 4 cells, sines and cosines around its eight directions, of which those are kept that
 * vary most in photos. They hold 93 % of the variance; the same number of learned principal axes holds 95 %, but would
 * have to be learned and shipped.
 *
 * <p>A mirrored picture has its cells in the opposite order across the keypoint's direction, and its directions turned
 * the other way round. Each of these waves is either the same or the opposite then, so that mirroring changes nothing
 * but signs.
 */
final class HistogramCosines {

    /** The components that are kept. */
    static final int LENGTH = 64;

    private static final int CELLS = 4;
    private static final int DIRECTIONS = 8;
    private static final int INPUTS = CELLS * CELLS * DIRECTIONS;

    /** One byte for each pair of waves over rows and columns: bit f is set where wave f over the directions is kept. */
    private static final int[] KEPT = {
        0xff, 0x7f, 0x3f, 0x1a, 0x7f, 0x5f, 0x1e, 0x16, 0x1f, 0x1f, 0x1e, 0x02, 0x1c, 0x04, 0x04, 0x00
    };

    /** Component k of input i is at {@code [i][k]}, so that the components are summed up side by side. */
    private static final float[][] WAVES = new float[INPUTS][LENGTH];

    private static final boolean[] TURNED_BY_MIRROR = new boolean[LENGTH];

    static {
        int wave = 0;
        for (int both = 0; both < CELLS * CELLS; both++) {
            for (int around = 0; around < DIRECTIONS; around++) {
                if ((KEPT[both] >> around & 1) != 0) {
                    fill(wave, both / CELLS, both % CELLS, around);
                    TURNED_BY_MIRROR[wave] = both / CELLS % 2 == 1 ^ isSine(around);
                    wave++;
                }
            }
        }
    }

    private HistogramCosines() {}

    private static void fill(int wave, int row, int column, int around) {
        for (int i = 0; i < INPUTS; i++) {
            int cell = i / DIRECTIONS;
            WAVES[i][wave] = (float)
                    (cosine(row, cell / CELLS) * cosine(column, cell % CELLS) * circular(around, i % DIRECTIONS));
        }
    }

    private static double cosine(int wave, int at) {
        return StrictMath.sqrt((wave == 0 ? 1.0 : 2.0) / CELLS) * StrictMath.cos(Math.PI * (at + 0.5) * wave / CELLS);
    }

    private static int turns(int wave) {
        return (wave + 1) / 2;
    }

    /** Waves 0 and 7 are the constant and the alternating one; 1, 3, 5 are cosines and 2, 4, 6 sines. */
    private static double circular(int wave, int at) {
        double angle = 2 * Math.PI * turns(wave) * at / DIRECTIONS;
        double length = StrictMath.sqrt((wave == 0 || wave == DIRECTIONS - 1 ? 1.0 : 2.0) / DIRECTIONS);
        return length * (isSine(wave) ? StrictMath.sin(angle) : StrictMath.cos(angle));
    }

    private static boolean isSine(int wave) {
        return wave > 0 && wave % 2 == 0;
    }

    /**
     * Returns the components of a RootSIFT vector of length 128 along all waves: each within -1 and 1. Sums run over the
     * vector in order, rounded at each step, whatever the machine.
     */
    static float[] components(float[] rootSift) {
        float[] sums = new float[LENGTH];
        for (int i = 0; i < INPUTS; i += 4) {
            addFour(rootSift, i, sums);
        }
        return sums;
    }

    /** Adds four terms in their order, for which each sum is fetched and put back only once. */
    private static void addFour(float[] rootSift, int i, float[] sums) {
        float first = rootSift[i];
        float second = rootSift[i + 1];
        float third = rootSift[i + 2];
        float fourth = rootSift[i + 3];
        float[] waves = WAVES[i];
        float[] next = WAVES[i + 1];
        float[] overNext = WAVES[i + 2];
        float[] last = WAVES[i + 3];
        for (int k = 0; k < LENGTH; k++) {
            sums[k] = (((sums[k] + waves[k] * first) + next[k] * second) + overNext[k] * third) + last[k] * fourth;
        }
    }

    /** Tells whether component k changes its sign when the picture is mirrored. */
    static boolean isTurnedByMirror(int k) {
        return TURNED_BY_MIRROR[k];
    }
}
