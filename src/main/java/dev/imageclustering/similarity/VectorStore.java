package dev.imageclustering.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compact vectors by row, in blocks so that growing never copies them. Not thread-safe while it changes. */
final class VectorStore {

    private static final int BLOCK = 512;

    private final int dimension;
    private final List<byte[]> blocks = new ArrayList<>();
    private float[] scales = new float[BLOCK];

    VectorStore(int dimension) {
        this.dimension = dimension;
    }

    /** Returns how many bytes so many rows take. */
    static long bytes(long rows, int dimension) {
        return Math.ceilDiv(rows, BLOCK) * BLOCK * (dimension + Float.BYTES);
    }

    /** Sets a row, the next one or one that is there. */
    void set(int row, CompactVector vector) {
        if (row / BLOCK == blocks.size()) {
            blocks.add(new byte[BLOCK * dimension]);
        }
        if (row == scales.length) {
            scales = Arrays.copyOf(scales, 2 * row);
        }
        System.arraycopy(vector.values(), 0, blocks.get(row / BLOCK), row % BLOCK * dimension, dimension);
        scales[row] = vector.scale();
    }

    double similarity(int row, CompactVector vector) {
        int dot = CompactVector.dot(vector.values(), blocks.get(row / BLOCK), row % BLOCK * dimension);
        return CompactVector.cosine(dot, vector.scale(), scales[row]);
    }

    CompactVector get(int row) {
        int from = row % BLOCK * dimension;
        return new CompactVector(Arrays.copyOfRange(blocks.get(row / BLOCK), from, from + dimension), scales[row]);
    }
}
