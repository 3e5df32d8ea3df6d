package dev.imageclustering.clustering;

/** Single edges of a hierarchy that explain why points are together or apart. */
public final class HierarchyLinks {

    /** Says that there is no such edge. */
    public static final int NONE = -1;

    private HierarchyLinks() {}

    /**
     * Returns the edge that makes the two points one component as the distance grows: the heaviest on the path between
     * them. {@link #NONE} if no path joins them or they are one point. Time about O(n).
     */
    public static int joining(SpanningTree forest, int a, int b) {
        if (a == b) {
            return NONE;
        }
        DisjointSets sets = new DisjointSets(forest.points());
        for (int e = 0; e < forest.edges(); e++) {
            sets.union(forest.from()[e], forest.to()[e]);
            if (sets.find(a) == sets.find(b)) {
                return e;
            }
        }
        return NONE;
    }
}
