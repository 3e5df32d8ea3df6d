package dev.imageclustering.evaluation;

import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.PhotoLink;
import java.util.Arrays;
import java.util.List;

/** What is linked, directly or through others. */
final class Connected {

    private Connected() {}

    /** Returns a label for each of n photos: that of one of those it is linked with, noise for one without links. */
    static int[] labels(int n, List<PhotoLink> links) {
        int[] parents = new int[n];
        Arrays.setAll(parents, i -> i);
        for (PhotoLink link : links) {
            parents[root(parents, link.from())] = root(parents, link.to());
        }
        int[] sizes = new int[n];
        for (int i = 0; i < n; i++) {
            sizes[root(parents, i)]++;
        }
        int[] labels = new int[n];
        Arrays.setAll(labels, i -> sizes[root(parents, i)] > 1 ? root(parents, i) : FlatClustering.NOISE);
        return labels;
    }

    private static int root(int[] parents, int i) {
        int root = i;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
