package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The distances of rows. */
record RowPairDistance(Points points) implements PairDistance {

    /** Few rows are equally near to more. */
    private static final int LOOKED_AT = 4;

    @Override
    public double between(int a, int b) {
        return points.distance(a, b);
    }

    /** Searches as the clustering does: time O(q s d) for q points asked and s of sides, on all cores. */
    @Override
    public NearestSides nearest(int[] asked, int[] parted, int[] sides, RunMonitor monitor) {
        Map<Integer, Integer> sideOf = new HashMap<>();
        for (int s = 0; s < parted.length; s++) {
            sideOf.put(parted[s], sides[s]);
        }
        int[] ascending = Arrays.stream(parted).sorted().toArray();
        NearestRows near = NearestOfFew.of(points, asked, ascending, LOOKED_AT, monitor);
        NearestSides nearest = NearestSides.of(asked.length, sides);
        for (int i = 0; i < asked.length; i++) {
            for (int rank = 0; rank < near.k(); rank++) {
                nearest.offer(i, near.distance(i, rank), Objects.requireNonNull(sideOf.get(near.id(i, rank))));
            }
            if (near.k() < parted.length && near.distance(i, near.k() - 1) == near.distance(i, 0)) {
                offerAll(nearest, i, asked[i], parted, sides);
            }
        }
        return nearest;
    }

    private void offerAll(NearestSides nearest, int index, int point, int[] parted, int[] sides) {
        for (int s = 0; s < parted.length; s++) {
            nearest.offer(index, between(point, parted[s]), sides[s]);
        }
    }
}
