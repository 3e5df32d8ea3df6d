package dev.imageclustering.clustering;

/** Union-find over {@code 0..n-1}: union by size, path halving; both operations in nearly constant time. */
final class DisjointSets {

    private final int[] parent;
    private final int[] size;

    DisjointSets(int n) {
        this.parent = new int[n];
        this.size = new int[n];
        for (int i = 0; i < n; i++) {
            parent[i] = i;
            size[i] = 1;
        }
    }

    /** Returns the element that stands for the set of i. */
    int find(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Joins the sets of i and j and tells whether they were two. */
    boolean union(int i, int j) {
        int a = find(i);
        int b = find(j);
        if (a == b) {
            return false;
        }
        int larger = size[a] < size[b] ? b : a;
        int smaller = larger == a ? b : a;
        parent[smaller] = larger;
        size[larger] += size[smaller];
        return true;
    }

    int size(int i) {
        return size[find(i)];
    }
}
