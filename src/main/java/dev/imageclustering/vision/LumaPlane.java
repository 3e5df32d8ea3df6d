package dev.imageclustering.vision;

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
        int[] values = new int[width * height];
        for (int i = 0, at = 0; i < values.length; i++, at += 3) {
            int weighted = BLUE * (bgr[at] & 0xff) + GREEN * (bgr[at + 1] & 0xff) + RED * (bgr[at + 2] & 0xff);
            values[i] = (weighted + (1 << (SHIFT - 1))) >> SHIFT;
        }
        return new LumaPlane(width, height, values);
    }
}
