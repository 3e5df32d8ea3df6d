package dev.imageclustering.vision;

/**
 * Energy of a picture's luma by frequency: sums of squared coefficients of the cosine transform of 8 x 8 pixels that JPEG
 * is made of, over tiles of 64 x 64 pixels, in three bands of the higher of the two frequencies. In squared grey levels;
 * white noise of deviation s adds s^2 to each coefficient. What does not fill a tile is left out, but in a picture smaller
 * than that.
 */
final class TileSpectra {

    static final int LOW = 0;
    static final int MIDDLE = 1;
    static final int HIGH = 2;
    static final int BANDS = 3;

    /** Blocks of 8 x 8 in a tile. */
    static final int BLOCKS = 64;

    private static final int SIDE = 64;
    private static final int CELL = 8;
    private static final int LOWEST_MIDDLE = 3;
    private static final int LOWEST_HIGH = 6;

    private final int columns;
    private final int rows;
    private final float[] energies;

    /** Makes one without any energy: O(pixels / 4096) in memory. */
    TileSpectra(int width, int height) {
        columns = Math.max(width / SIDE, 1);
        rows = Math.max(height / SIDE, 1);
        // One more, for what does not count.
        energies = new float[(columns * rows + 1) * BANDS];
    }

    /** Returns the band of a coefficient, {@code HIGH + 1} of the constant one. */
    static int band(int horizontal, int vertical) {
        int frequency = Math.max(horizontal, vertical);
        if (frequency == 0) {
            return BANDS;
        }
        return frequency < LOWEST_MIDDLE ? LOW : frequency < LOWEST_HIGH ? MIDDLE : HIGH;
    }

    /** Returns where the energies of a block's tile start in {@link #energies}, by the block's place in blocks. */
    int offset(int blockColumn, int blockRow) {
        int column = blockColumn / CELL;
        int row = blockRow / CELL;
        return BANDS * (column < columns && row < rows ? row * columns + column : columns * rows);
    }

    /** Returns the sums themselves, to be added to. */
    float[] energies() {
        return energies;
    }

    int tiles() {
        return columns * rows;
    }

    double energy(int tile, int band) {
        return energies[tile * BANDS + band];
    }
}
