package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fast estimates, in float, of the distances between one row and all, with a proven bound, so that only the few pairs
 * that can matter are computed exactly. What is estimated is the squared difference of the rows (of the unit rows for
 * cosine) or, for Manhattan, their absolute difference, both of rows scaled to a magnitude near 1.
 *
 * <p>The rows lie in tiles of {@value #TILE} points, each tile transposed: {@code tiles[t][k][p]} is value k of point
 * {@code t * TILE + p}. So the inner loop runs over points, through separate arrays that share one index, which is the
 * form that the compiler turns into vector instructions; a sum over k would have to keep its order. It does so for four
 * values at a time that are added one after the other; with eight, or added in pairs, the loop is too large for it and
 * takes six times as long. Differences are formed directly: norms and inner products would be a little faster, but they
 * cancel where rows are nearly equal.
 *
 * <p>Memory O(n d). Thread-safe.
 */
final class DistanceEstimates {

    /** Visits the estimates of one row to the points {@code first..first+count-1}. */
    @FunctionalInterface
    interface Visitor {

        void visit(int row, int first, int count, float[] estimates);
    }

    /** How many rows are compared with a tile at once; their sums and 4 columns of the tile fit in the first cache. */
    static final int BLOCK = 16;

    private static final int TILE = 256;
    private static final int UNROLLED = 4;
    private static final double ROUNDING = 0x1p-24;

    /** Far above what underflow can take away from one term. */
    private static final double UNDERFLOW = 0x1p-140;

    private final Points points;
    private final double scale;
    private final int columns;
    private final float[][][] tiles;

    DistanceEstimates(Points points) {
        this.points = points;
        this.scale = points.metric() == Metric.COSINE ? 1 : scale(points.greatestMagnitude());
        this.columns = Math.ceilDiv(points.d(), UNROLLED) * UNROLLED;
        this.tiles = new float[Math.ceilDiv(points.n(), TILE)][columns][TILE];
        IntStream.range(0, tiles.length).parallel().forEach(this::fill);
    }

    /** A power of two, so that scaling rounds nothing. */
    private static double scale(double magnitude) {
        return magnitude > 0 ? Math.scalb(1.0, -Math.getExponent(magnitude)) : 1;
    }

    private void fill(int tile) {
        int first = tile * TILE;
        for (int p = 0; p < count(tile); p++) {
            for (int k = 0; k < points.d(); k++) {
                tiles[tile][k][p] = (float) (points.value(first + p, k) * scale);
            }
        }
    }

    private int count(int tile) {
        return Math.min(TILE, points.n() - tile * TILE);
    }

    /**
     * Returns a bound of the estimates: a pair whose estimate is not below it is at least {@code distance} apart.
     *
     * <p>A computed sum of terms that are not negative is within {@code (1 + u)^m} of the exact one, u the rounding
     * unit and m the number of roundings on the way of one term (Higham, Accuracy and Stability of Numerical
     * Algorithms, 2002, section 4.2). For cosine the unit rows themselves are rounded to float, which moves each by at
     * most u.
     */
    float cut(double distance) {
        if (distance == 0) {
            return 0;
        }
        double exact = switch (points.metric()) {
            case COSINE -> square(Math.sqrt(2 * distance) + 2.1 * ROUNDING);
            case EUCLIDEAN -> square(distance * scale);
            case MANHATTAN -> distance * scale;
        };
        double roundings = columns / (double) UNROLLED + 16;
        double bound = exact * (1 + 1e-9) * Math.exp(roundings * ROUNDING) + columns * UNDERFLOW;
        return Math.nextUp((float) bound);
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * Shows the estimates of up to {@link #BLOCK} rows, {@code rows[from..to-1]}, to all points. It begins with the
     * tile of the first row and goes round: rows that follow each other are often near each other, and who meets the
     * nearest first need look at few others. The array of estimates is reused. Time O((to - from) n d).
     */
    void visit(int[] rows, int from, int to, Visitor visitor) {
        float[][] queries = new float[to - from][];
        for (int r = from; r < to; r++) {
            queries[r - from] = row(rows[r]);
        }
        float[][] estimates = new float[to - from][TILE];
        for (int t = 0; t < tiles.length; t++) {
            int tile = (rows[from] / TILE + t) % tiles.length;
            for (float[] sums : estimates) {
                Arrays.fill(sums, 0);
            }
            estimate(queries, tiles[tile], estimates);
            for (int r = 0; r < queries.length; r++) {
                visitor.visit(rows[from + r], tile * TILE, count(tile), estimates[r]);
            }
        }
    }

    private float[] row(int i) {
        float[] row = new float[columns];
        for (int k = 0; k < columns; k++) {
            row[k] = tiles[i / TILE][k][i % TILE];
        }
        return row;
    }

    private void estimate(float[][] queries, float[][] tile, float[][] estimates) {
        for (int k = 0; k < columns; k += UNROLLED) {
            for (int r = 0; r < queries.length; r++) {
                if (points.metric() == Metric.MANHATTAN) {
                    addAbsolutes(tile, k, queries[r], estimates[r]);
                } else {
                    addSquares(tile, k, queries[r], estimates[r]);
                }
            }
        }
    }

    private static void addSquares(float[][] tile, int k, float[] query, float[] sums) {
        float[] c0 = tile[k];
        float[] c1 = tile[k + 1];
        float[] c2 = tile[k + 2];
        float[] c3 = tile[k + 3];
        float q0 = query[k];
        float q1 = query[k + 1];
        float q2 = query[k + 2];
        float q3 = query[k + 3];
        for (int p = 0; p < sums.length; p++) {
            float t0 = q0 - c0[p];
            float t1 = q1 - c1[p];
            float t2 = q2 - c2[p];
            float t3 = q3 - c3[p];
            sums[p] += t0 * t0 + t1 * t1 + t2 * t2 + t3 * t3;
        }
    }

    private static void addAbsolutes(float[][] tile, int k, float[] query, float[] sums) {
        float[] c0 = tile[k];
        float[] c1 = tile[k + 1];
        float[] c2 = tile[k + 2];
        float[] c3 = tile[k + 3];
        float q0 = query[k];
        float q1 = query[k + 1];
        float q2 = query[k + 2];
        float q3 = query[k + 3];
        for (int p = 0; p < sums.length; p++) {
            float t0 = Math.abs(q0 - c0[p]);
            float t1 = Math.abs(q1 - c1[p]);
            float t2 = Math.abs(q2 - c2[p]);
            float t3 = Math.abs(q3 - c3[p]);
            sums[p] += t0 + t1 + t2 + t3;
        }
    }
}
