package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * How near points are to the nearest of some that are each of a side, and of which side that one is.
 *
 * @param distances one for each point that was asked for; infinite if nothing joins it to any
 * @param sides of equally near ones the lowest
 */
@SuppressWarnings("ArrayRecordComponent")
public record NearestSides(double[] distances, int[] sides) {

    /** Returns sides that nothing is near to yet: the lowest of those that there are. */
    static NearestSides of(int asked, int[] sides) {
        NearestSides nearest = new NearestSides(new double[asked], new int[asked]);
        Arrays.fill(nearest.distances, Double.POSITIVE_INFINITY);
        Arrays.fill(nearest.sides, Arrays.stream(sides).min().orElseThrow());
        return nearest;
    }

    /** Takes a side into account for one of the points. */
    void offer(int index, double distance, int side) {
        boolean nearer = distance < distances[index];
        if (nearer || distance == distances[index]) {
            sides[index] = nearer ? side : Math.min(side, sides[index]);
            distances[index] = distance;
        }
    }
}
