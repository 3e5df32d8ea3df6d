package dev.imageclustering.vision;

import java.util.function.Consumer;

/**
 * The grey values of a picture, row by row: {@code values[y * width + x]}, whole numbers in 0..255.
 *
 * <p>The array is shared, not copied, and nobody writes to it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of a million pixels would be waste
record LumaPlane(int width, int height, int[] values) {

    // ITU-R BT.601 weights in 14-bit fixed point, summing to 1, so that grey stays exactly grey on every machine.
    private static final int BLUE = 1868;
    private static final int GREEN = 9617;
    private static final int RED = 4899;
    private static final int SHIFT = 14;

    /**
     * Returns the luma of interleaved pixels. O(pixels).
     *
     * @param bgr {@code 3 * width * height} bytes, each pixel blue, green, red
     */
    static LumaPlane of(byte[] bgr, int width, int height) {
        return of(bgr, width, height, _ -> {});
    }

    /**
     * Returns the same, and shows each row of the pixels to someone else on the way.
     *
     * @param observer must not keep the row, which is used again
     */
    static LumaPlane of(byte[] bgr, int width, int height, Consumer<ColourRow> observer) {
        int[] values = new int[width * height];
        ColourRow row = new ColourRow(width);
        int[] greys = new int[width];
        for (int y = 0; y < height; y++) {
            row.take(bgr, 3 * width * y);
            observer.accept(row);
            weigh(row.blue(), row.green(), row.red(), greys);
            System.arraycopy(greys, 0, values, width * y, width);
        }
        return new LumaPlane(width, height, values);
    }

    private static void weigh(int[] blue, int[] green, int[] red, int[] greys) {
        for (int x = 0; x < greys.length; x++) {
            int weighted = BLUE * blue[x] + GREEN * green[x] + RED * red[x];
            greys[x] = (weighted + (1 << (SHIFT - 1))) >> SHIFT;
        }
    }
}
