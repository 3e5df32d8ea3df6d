package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * How alike each photo is to those that are near it but probably show something else: a photo of grass is nearer to
 * every other photo of grass than two photos of one face are to each other, so that no similarity means the same
 * everywhere. After A. Mikulik, F. Radenovic, O. Chum, J. Matas, Efficient Image Detail Mining, ACCV 2014, and H. Jegou,
 * H. Harzallah, C. Schmid, A contextual dissimilarity measure, CVPR 2007, of which this is the simplest form.
 */
final class LocalScale {

    /** The ranks from which the background of a photo is taken: behind its own group, as far as most groups go. */
    static final int NEAR = 6;

    static final int FAR = 30;

    private final double[] backgrounds;

    private LocalScale(double[] backgrounds) {
        this.backgrounds = backgrounds;
    }

    /**
     * Takes the mean similarity of each photo to its neighbours of rank 6 to 30; ranks that a small batch does not have
     * count as the typical similarity, or not at all where that is NaN. Time O(n).
     *
     * @param nearest by cosine distance
     */
    static LocalScale of(NearestRows nearest, double typicalSimilarity) {
        double[] backgrounds = new double[nearest.rows()];
        Arrays.setAll(backgrounds, row -> background(nearest, row, typicalSimilarity));
        return new LocalScale(backgrounds);
    }

    private static double background(NearestRows nearest, int row, double typicalSimilarity) {
        double sum = 0;
        int found = 0;
        for (int rank = NEAR - 1; rank < Math.min(FAR, nearest.k()); rank++) {
            sum += 1 - nearest.distance(row, rank);
            found++;
        }
        int missing = FAR - NEAR + 1 - found;
        if (!Double.isNaN(typicalSimilarity)) {
            return (sum + missing * typicalSimilarity) / (found + missing);
        }
        return found == 0 ? Double.NaN : sum / found;
    }

    /**
     * Returns by how much of the way from their background to the same picture two photos are alike: 1 for equal
     * descriptors, 0 for two that are as alike as their background, negative below; 0 where no background is known, or
     * where all of it is the same picture.
     */
    double closeness(int i, int j, double distance) {
        double away = 1 - (backgrounds[i] + backgrounds[j]) / 2;
        return away > 1e-6 ? 1 - distance / away : 0;
    }
}
