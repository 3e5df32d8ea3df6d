package dev.imageclustering.vision;

/** The Gaussian bell by a table, exact to .4 %: a window's weights need no more, and the exponential takes its time. */
final class Bell {

    private static final int STEPS = 128;
    private static final int LARGEST = 12;
    private static final float[] TABLE = table();

    private Bell() {}

    /** Returns about {@code exp(-x)} for an x of 0 or more, and 0 from 12 on. */
    static float at(float x) {
        return TABLE[Math.min((int) (x * STEPS), STEPS * LARGEST)];
    }

    private static float[] table() {
        float[] table = new float[STEPS * LARGEST + 1];
        for (int i = 0; i < table.length - 1; i++) {
            table[i] = (float) StrictMath.exp(-(i + .5) / STEPS);
        }
        return table;
    }
}
