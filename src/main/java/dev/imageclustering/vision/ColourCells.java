package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Colour statistics of patches on a regular grid, at two sizes of the picture. A patch is 4 x 4 cells of 4 x 4 px; each
 * cell gives the mean and the standard deviation of L, a and b (8-bit scale, 0 to 255). Patches start at every cell, so
 * neighbours share three quarters of their cells. Of cells of 3, 4, 6 and 8 px those of 4 grouped known photos best.
 *
 * <p>Source: the local colour statistics of Clinchant, Csurka, Perronnin and Renders, <i>XRCE's participation to
 * ImagEval</i>, 2007; here on two sizes with cells that are shared instead of patches of five sizes.
 */
final class ColourCells implements LocalFeatures {

    private static final int[] LONG_SIDES = {256, 128};
    private static final int CELL = 4;
    private static final int CELLS_A_SIDE = 4;
    private static final int CHANNELS = 3;
    private static final int CELL_VALUES = 2 * CHANNELS;

    @Override
    public int dimension() {
        return CELLS_A_SIDE * CELLS_A_SIDE * CELL_VALUES;
    }

    /** Returns the patches of the larger grid, then of the smaller, each row by row; there is at least one of each. */
    @Override
    public float[][] extract(Mat bgr) {
        List<float[]> patches = new ArrayList<>();
        try (var _ = new PointerScope()) {
            Mat larger = bgr;
            for (int longSide : LONG_SIDES) {
                larger = resized(larger, longSide);
                addPatches(cells(larger), patches);
            }
        }
        return patches.toArray(float[][]::new);
    }

    /** Brings the long side to the given length and neither side below one patch, even of a picture of one row. */
    private static Mat resized(Mat bgr, int longSide) {
        double scale = (double) longSide / Math.max(bgr.cols(), bgr.rows());
        int shortest = CELLS_A_SIDE * CELL;
        int width = Math.max(shortest, (int) Math.round(bgr.cols() * scale));
        int height = Math.max(shortest, (int) Math.round(bgr.rows() * scale));
        Mat result = new Mat();
        resize(bgr, result, new Size(width, height), 0, 0, scale < 1 ? INTER_AREA : INTER_LINEAR);
        return result;
    }

    /** Returns {@code [row][column]} of cells; a remainder of the sides that fills no cell is cut evenly at the margins. */
    private static float[][][] cells(Mat bgr) {
        Mat lab = new Mat();
        cvtColor(bgr, lab, COLOR_BGR2Lab);
        int stride = lab.cols() * CHANNELS;
        byte[] pixels = new byte[lab.rows() * stride];
        ByteBuffer buffer = lab.createBuffer();
        buffer.get(pixels);
        float[][][] cells = new float[lab.rows() / CELL][lab.cols() / CELL][];
        int top = lab.rows() % CELL / 2;
        int left = lab.cols() % CELL / 2;
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells[row].length; column++) {
                int start = (top + row * CELL) * stride + (left + column * CELL) * CHANNELS;
                cells[row][column] = statistics(pixels, start, stride);
            }
        }
        return cells;
    }

    /** Returns mean and standard deviation of each channel of the cell whose first byte is at {@code start}. */
    private static float[] statistics(byte[] pixels, int start, int stride) {
        float[] values = new float[CELL_VALUES];
        double count = CELL * CELL;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int sum = 0;
            int squares = 0;
            for (int y = 0; y < CELL; y++) {
                int offset = start + y * stride + channel;
                for (int x = 0; x < CELL; x++) {
                    int value = Byte.toUnsignedInt(pixels[offset + x * CHANNELS]);
                    sum += value;
                    squares += value * value;
                }
            }
            double mean = sum / count;
            values[2 * channel] = (float) mean;
            values[2 * channel + 1] = (float) Math.sqrt(Math.max(0, squares / count - mean * mean));
        }
        return values;
    }

    private static void addPatches(float[][][] cells, List<float[]> patches) {
        for (int row = 0; row + CELLS_A_SIDE <= cells.length; row++) {
            for (int column = 0; column + CELLS_A_SIDE <= cells[row].length; column++) {
                patches.add(patch(cells, row, column));
            }
        }
    }

    private static float[] patch(float[][][] cells, int row, int column) {
        float[] patch = new float[CELLS_A_SIDE * CELLS_A_SIDE * CELL_VALUES];
        int offset = 0;
        for (int y = row; y < row + CELLS_A_SIDE; y++) {
            for (int x = column; x < column + CELLS_A_SIDE; x++) {
                System.arraycopy(cells[y][x], 0, patch, offset, CELL_VALUES);
                offset += CELL_VALUES;
            }
        }
        return patch;
    }
}
