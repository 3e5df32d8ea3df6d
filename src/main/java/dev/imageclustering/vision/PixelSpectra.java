package dev.imageclustering.vision;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Computes the spectra of a decoded picture by the transform that JPEG uses (ITU-T T.81, A.3.3), so that a photo has the
 * same ones in whatever format it is kept. O(pixels), about 10 ms a megapixel.
 */
final class PixelSpectra {

    private static final int CELL = 8;
    private static final float[] COSINES = cosines();

    private PixelSpectra() {}

    /**
     * Returns the spectra of a picture.
     *
     * @param bgr 8-bit blue, green, red, in full size
     */
    static TileSpectra of(Mat bgr) {
        TileSpectra spectra = new TileSpectra(bgr.cols(), bgr.rows());
        byte[] row = new byte[3 * bgr.cols()];
        byte[] strip = new byte[CELL * row.length];
        for (int top = 0; top + CELL <= bgr.rows(); top += CELL) {
            for (int y = 0; y < CELL; y++) {
                bgr.ptr(top + y).get(row);
                System.arraycopy(row, 0, strip, y * row.length, row.length);
            }
            add(LumaPlane.of(strip, bgr.cols(), CELL), top / CELL, spectra);
        }
        return spectra;
    }

    private static void add(LumaPlane strip, int blockRow, TileSpectra spectra) {
        float[] lines = new float[CELL * CELL];
        for (int column = 0; column < strip.width() / CELL; column++) {
            transformLines(strip, column * CELL, lines);
            addBlock(lines, spectra.energies(), spectra.offset(column, blockRow));
        }
    }

    /** Transforms each line of a block: {@code lines[y * 8 + frequency]}. */
    private static void transformLines(LumaPlane strip, int left, float[] lines) {
        int[] v = strip.values();
        for (int y = 0; y < CELL; y++) {
            int from = y * strip.width() + left;
            for (int frequency = 0; frequency < CELL; frequency++) {
                float sum = 0;
                for (int x = 0; x < CELL; x++) {
                    sum += COSINES[frequency * CELL + x] * v[from + x];
                }
                lines[y * CELL + frequency] = sum;
            }
        }
    }

    private static void addBlock(float[] lines, float[] energies, int offset) {
        for (int vertical = 0; vertical < CELL; vertical++) {
            for (int horizontal = 0; horizontal < CELL; horizontal++) {
                float sum = 0;
                for (int y = 0; y < CELL; y++) {
                    sum += COSINES[vertical * CELL + y] * lines[y * CELL + horizontal];
                }
                int band = TileSpectra.band(horizontal, vertical);
                if (band < TileSpectra.BANDS) {
                    energies[offset + band] += sum * sum;
                }
            }
        }
    }

    // cosines[frequency * 8 + position], of unit length.
    private static float[] cosines() {
        float[] cosines = new float[CELL * CELL];
        for (int i = 0; i < cosines.length; i++) {
            int frequency = i / CELL;
            double scale = frequency == 0 ? Math.sqrt(1.0 / CELL) : Math.sqrt(2.0 / CELL);
            cosines[i] = (float) (scale * Math.cos((2 * (i % CELL) + 1) * frequency * Math.PI / (2 * CELL)));
        }
        return cosines;
    }
}
