package dev.imageclustering.clustering;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel in vector instructions, after the way matrices are multiplied (K. Goto, R. A. van de Geijn, Anatomy of
 * High-Performance Matrix Multiplication, TOMS 34(3), 2008): four rows by two vectors of sums stay in registers while a
 * strip of columns goes by. A block is packed in panels of two vectors: {@code packed[panel][k * WIDTH + w]} is value k
 * of row {@code panel * WIDTH + w}.
 *
 * <p>The sums are written out one by one, and added to memory in the same method: a vector that is passed to a method
 * that the compiler does not inline becomes an object, and the loop ten times as slow.
 */
final class VectorKernel implements PairKernel {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int LENGTH = LANES.length();
    private static final int WIDTH = 2 * LENGTH;
    private static final int ROWS = 4;

    /** A panel of as many columns fills a third of the first cache. */
    private static final int STRIP = 128;

    private final int d;
    private final boolean absolute;

    VectorKernel(int d, boolean absolute) {
        this.d = d;
        this.absolute = absolute;
    }

    @Override
    public float[][] pack(float[][] rows) {
        float[][] packed = new float[BLOCK / WIDTH][d * WIDTH];
        for (int p = 0; p < rows.length; p++) {
            float[] panel = packed[p / WIDTH];
            for (int k = 0; k < d; k++) {
                panel[k * WIDTH + p % WIDTH] = rows[p][k];
            }
        }
        return packed;
    }

    @Override
    public int roundings() {
        return Math.min(d, STRIP) + Math.ceilDiv(d, STRIP) + 2;
    }

    @Override
    public void affinities(float[][] first, int rows, float[][] second, float[][] out) {
        for (int r = 0; r < Math.ceilDiv(rows, ROWS) * ROWS; r++) {
            Arrays.fill(out[r], 0);
        }
        for (int from = 0; from < d; from += STRIP) {
            int to = Math.min(d, from + STRIP);
            for (int panel = 0; panel < second.length; panel++) {
                for (int r = 0; r < rows; r += ROWS) {
                    add(first[r / WIDTH], r % WIDTH, second[panel], from, to, out, r, panel * WIDTH);
                }
            }
        }
    }

    private void add(float[] a, int place, float[] b, int from, int to, float[][] out, int r, int p) {
        if (absolute) {
            subtractDifferences(a, place, b, from, to, out, r, p);
        } else {
            addProducts(a, place, b, from, to, out, r, p);
        }
    }

    private static void addProducts(float[] a, int place, float[] b, int from, int to, float[][] out, int r, int p) {
        FloatVector s00 = FloatVector.zero(LANES);
        FloatVector s01 = FloatVector.zero(LANES);
        FloatVector s10 = FloatVector.zero(LANES);
        FloatVector s11 = FloatVector.zero(LANES);
        FloatVector s20 = FloatVector.zero(LANES);
        FloatVector s21 = FloatVector.zero(LANES);
        FloatVector s30 = FloatVector.zero(LANES);
        FloatVector s31 = FloatVector.zero(LANES);
        for (int k = from; k < to; k++) {
            int at = k * WIDTH + place;
            FloatVector b0 = FloatVector.fromArray(LANES, b, k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(LANES, b, k * WIDTH + LENGTH);
            FloatVector x;
            x = FloatVector.broadcast(LANES, a[at + 0]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(LANES, a[at + 1]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(LANES, a[at + 2]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(LANES, a[at + 3]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
        }
        FloatVector.fromArray(LANES, out[r + 0], p).add(s00).intoArray(out[r + 0], p);
        FloatVector.fromArray(LANES, out[r + 0], p + LENGTH).add(s01).intoArray(out[r + 0], p + LENGTH);
        FloatVector.fromArray(LANES, out[r + 1], p).add(s10).intoArray(out[r + 1], p);
        FloatVector.fromArray(LANES, out[r + 1], p + LENGTH).add(s11).intoArray(out[r + 1], p + LENGTH);
        FloatVector.fromArray(LANES, out[r + 2], p).add(s20).intoArray(out[r + 2], p);
        FloatVector.fromArray(LANES, out[r + 2], p + LENGTH).add(s21).intoArray(out[r + 2], p + LENGTH);
        FloatVector.fromArray(LANES, out[r + 3], p).add(s30).intoArray(out[r + 3], p);
        FloatVector.fromArray(LANES, out[r + 3], p + LENGTH).add(s31).intoArray(out[r + 3], p + LENGTH);
    }

    private static void subtractDifferences(
            float[] a, int place, float[] b, int from, int to, float[][] out, int r, int p) {
        FloatVector s00 = FloatVector.zero(LANES);
        FloatVector s01 = FloatVector.zero(LANES);
        FloatVector s10 = FloatVector.zero(LANES);
        FloatVector s11 = FloatVector.zero(LANES);
        FloatVector s20 = FloatVector.zero(LANES);
        FloatVector s21 = FloatVector.zero(LANES);
        FloatVector s30 = FloatVector.zero(LANES);
        FloatVector s31 = FloatVector.zero(LANES);
        for (int k = from; k < to; k++) {
            int at = k * WIDTH + place;
            FloatVector b0 = FloatVector.fromArray(LANES, b, k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(LANES, b, k * WIDTH + LENGTH);
            FloatVector x;
            x = FloatVector.broadcast(LANES, a[at + 0]);
            s00 = s00.sub(x.sub(b0).abs());
            s01 = s01.sub(x.sub(b1).abs());
            x = FloatVector.broadcast(LANES, a[at + 1]);
            s10 = s10.sub(x.sub(b0).abs());
            s11 = s11.sub(x.sub(b1).abs());
            x = FloatVector.broadcast(LANES, a[at + 2]);
            s20 = s20.sub(x.sub(b0).abs());
            s21 = s21.sub(x.sub(b1).abs());
            x = FloatVector.broadcast(LANES, a[at + 3]);
            s30 = s30.sub(x.sub(b0).abs());
            s31 = s31.sub(x.sub(b1).abs());
        }
        FloatVector.fromArray(LANES, out[r + 0], p).add(s00).intoArray(out[r + 0], p);
        FloatVector.fromArray(LANES, out[r + 0], p + LENGTH).add(s01).intoArray(out[r + 0], p + LENGTH);
        FloatVector.fromArray(LANES, out[r + 1], p).add(s10).intoArray(out[r + 1], p);
        FloatVector.fromArray(LANES, out[r + 1], p + LENGTH).add(s11).intoArray(out[r + 1], p + LENGTH);
        FloatVector.fromArray(LANES, out[r + 2], p).add(s20).intoArray(out[r + 2], p);
        FloatVector.fromArray(LANES, out[r + 2], p + LENGTH).add(s21).intoArray(out[r + 2], p + LENGTH);
        FloatVector.fromArray(LANES, out[r + 3], p).add(s30).intoArray(out[r + 3], p);
        FloatVector.fromArray(LANES, out[r + 3], p + LENGTH).add(s31).intoArray(out[r + 3], p + LENGTH);
    }

    @Override
    public int collect(float[] affinities, float half, float limit, float[] halves, float[] limits, int[] found) {
        float own = half - limit;
        int count = 0;
        for (int p = 0; p < BLOCK; p += LENGTH) {
            FloatVector bar =
                    FloatVector.fromArray(LANES, limits, p).neg().add(half).min(own);
            VectorMask<Float> near = FloatVector.fromArray(LANES, affinities, p)
                    .sub(FloatVector.fromArray(LANES, halves, p))
                    .compare(VectorOperators.GT, bar);
            for (long bits = near.toLong(); bits != 0; bits &= bits - 1) {
                found[count++] = p + Long.numberOfTrailingZeros(bits);
            }
        }
        return count;
    }
}
