package dev.imageclustering.clustering;

import java.util.Random;

/** Random inputs of the kinds that make clustering go wrong. */
final class RandomRows {

    private RandomRows() {}

    /** Some groups of different density and size, and noise. */
    static float[][] blobs(Random random, int n, int d) {
        int groups = 1 + random.nextInt(5);
        float[][] centres = gaussian(random, groups, d, 5);
        float[][] rows = gaussian(random, n, d, 1);
        for (float[] row : rows) {
            int group = random.nextInt(groups + 1);
            for (int k = 0; k < d; k++) {
                row[k] = group == groups ? row[k] * 6 : centres[group][k] + row[k] * (group + 1) * 0.3f;
            }
        }
        return rows;
    }

    /** Small whole numbers: many equal distances, all of which are exact in any order of computation. */
    static float[][] lattice(Random random, int n, int d) {
        float[][] rows = new float[n][d];
        int side = 2 + random.nextInt(8);
        for (float[] row : rows) {
            for (int k = 0; k < d; k++) {
                row[k] = random.nextInt(side);
            }
        }
        return rows;
    }

    /** Four ones, with signs, among eight zeros: the unit rows are exact, so equal angles give equal distances. */
    static float[][] signs(Random random, int n) {
        float[][] rows = new float[n][8];
        for (float[] row : rows) {
            for (int ones = 0; ones < 4; ) {
                int k = random.nextInt(8);
                if (row[k] == 0) {
                    row[k] = random.nextInt(4) == 0 ? -1 : 1;
                    ones++;
                }
            }
        }
        return rows;
    }

    /** Overwrites about a third of the rows by copies of others, and a few by zeros. */
    static float[][] withDuplicates(Random random, float[][] rows) {
        for (int i = 1; i < rows.length; i++) {
            if (random.nextInt(3) == 0) {
                rows[i] = rows[random.nextInt(i)].clone();
            } else if (random.nextInt(20) == 0) {
                rows[i] = new float[rows[i].length];
            }
        }
        return rows;
    }

    private static float[][] gaussian(Random random, int n, int d, double deviation) {
        float[][] rows = new float[n][d];
        for (float[] row : rows) {
            for (int k = 0; k < d; k++) {
                row[k] = (float) (random.nextGaussian() * deviation);
            }
        }
        return rows;
    }

    static float[] flat(float[][] rows, int d) {
        float[] flat = new float[rows.length * d];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * d, d);
        }
        return flat;
    }
}
