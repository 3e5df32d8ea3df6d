package dev.imageclustering.clustering;

/**
 * GLOSH, the global-local outlier score from hierarchies (Campello, Moulavi, Zimek, Sander 2015, section 6):
 * {@code 1 - lambda / greatest}, where lambda is the density at which the point leaves its last cluster and greatest is
 * that of the densest point of that cluster, its descendants included. The Python implementation looks at the
 * descendants too, but its order of visiting them misses some before its correction of December 2025.
 */
final class OutlierScores {

    private OutlierScores() {}

    /**
     * Returns the score of each point, {@code [0, 1]}: 0 for a point that stays to distance 0, 1 for the others of a
     * cluster that has such points. Time and memory O(n).
     */
    static double[] of(CondensedTree tree) {
        double[] nearest = tree.death().clone();
        for (int cluster = tree.clusters() - 1; cluster > CondensedTree.ROOT; cluster--) {
            int parent = tree.parent()[cluster];
            nearest[parent] = Math.min(nearest[parent], nearest[cluster]);
        }
        double[] scores = new double[tree.owner().length];
        for (int i = 0; i < scores.length; i++) {
            double greatest = CondensedTree.lambda(nearest[tree.owner()[i]]);
            double lambda = CondensedTree.lambda(tree.exit()[i]);
            scores[i] = lambda >= greatest ? 0 : 1 - lambda / greatest;
        }
        return scores;
    }
}
