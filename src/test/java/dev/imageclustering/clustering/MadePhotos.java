package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.Random;

/** Photos at right angles to each other but for chance, and what a comparison of two of them finds. */
final class MadePhotos {

    static final int D = 1024;
    static final GroupingOptions OPTIONS = GroupingOptions.verified(0);

    final int n;
    final float[] points;
    private final int[][] inliers;
    private long[] times;
    private int comparable = 600;
    private boolean mirrored;
    private double corroboration = 13;

    MadePhotos(int n, long seed) {
        this.n = n;
        this.points = new float[n * D];
        this.inliers = new int[n][n];
        this.times = new long[n];
        Arrays.fill(times, DescribedPhotos.UNKNOWN);
        Random random = new Random(seed);
        for (int k = 0; k < points.length; k++) {
            points[k] = (float) (random.nextGaussian() / Math.sqrt(D));
        }
    }

    static MadePhotos manyGroups() {
        MadePhotos photos = new MadePhotos(120, 3);
        Random random = new Random(5);
        for (int pair = 0; pair < 80; pair++) {
            int a = random.nextInt(119);
            int b = a + 1 + random.nextInt(119 - a);
            photos.near(a, b, 0.3).matching(a, b, random.nextInt(20));
        }
        return photos;
    }

    /** Photos 0 to size - 1 match each other, and so do the next as many. */
    static MadePhotos twoGroups(int size) {
        MadePhotos photos = new MadePhotos(2 * size, 1);
        for (int i = 1; i < size; i++) {
            photos.matching(0, i, 50).near(0, i, 0.3);
            photos.matching(size, size + i, 50).near(size, size + i, 0.3);
        }
        return photos;
    }

    MadePhotos matching(int a, int b, int count) {
        inliers[a][b] = count;
        inliers[b][a] = count;
        return this;
    }

    /** Moves photo b a share of the way to photo a. */
    MadePhotos near(int a, int b, double share) {
        double other = Math.sqrt(1 - share * share);
        for (int k = 0; k < D; k++) {
            points[b * D + k] = (float) (share * points[a * D + k] + other * points[b * D + k]);
        }
        return this;
    }

    MadePhotos plain() {
        return comparable(3);
    }

    MadePhotos comparable(int count) {
        comparable = count;
        return this;
    }

    MadePhotos mirroring() {
        mirrored = true;
        return this;
    }

    MadePhotos corroborated(double value) {
        corroboration = value;
        return this;
    }

    /** Makes the front half of photo b that of photo a, and the rest the opposite. */
    MadePhotos onItsSide(int a, int b) {
        for (int k = 0; k < D; k++) {
            points[b * D + k] = k < D / 2 ? points[a * D + k] : -points[a * D + k];
        }
        return this;
    }

    MadePhotos taken(long[] at) {
        times = at;
        return this;
    }

    MadePhotos backwards() {
        MadePhotos turned = new MadePhotos(n, 0);
        for (int i = 0; i < n; i++) {
            System.arraycopy(points, i * D, turned.points, (n - 1 - i) * D, D);
            for (int j = 0; j < n; j++) {
                turned.inliers[n - 1 - i][n - 1 - j] = inliers[i][j];
            }
        }
        return turned;
    }

    DescribedPhotos input() {
        return new DescribedPhotos(points, n, D, times);
    }

    VerifiedGrouping grouping() {
        return groupingWith(OPTIONS);
    }

    VerifiedGrouping groupingWith(GroupingOptions options) {
        return VerifiedGrouping.of(
                input(),
                (a, b, mirrorToo) -> new PairEvidence(inliers[a][b], mirrored, comparable, corroboration),
                options,
                RunMonitor.NONE);
    }

    FlatClustering clustering() {
        return grouping().clustering();
    }

    int[] labels() {
        return clustering().labels();
    }
}
