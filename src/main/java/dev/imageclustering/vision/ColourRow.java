package dev.imageclustering.vision;

/** One row of a picture with its channels apart, so that loops over one can be turned into vector instructions. */
final class ColourRow {

    private final int[] blue;
    private final int[] green;
    private final int[] red;

    ColourRow(int width) {
        this.blue = new int[width];
        this.green = new int[width];
        this.red = new int[width];
    }

    /** Takes the pixels from an index on: bytes of blue, green and red in turn. */
    void take(byte[] bgr, int from) {
        for (int i = 0, at = from; i < blue.length; i++, at += 3) {
            blue[i] = bgr[at] & 0xff;
            green[i] = bgr[at + 1] & 0xff;
            red[i] = bgr[at + 2] & 0xff;
        }
    }

    int[] blue() {
        return blue;
    }

    int[] green() {
        return green;
    }

    int[] red() {
        return red;
    }
}
