package dev.imageclustering.grouping;

import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.PairWeighing;
import dev.imageclustering.clustering.RowDistances;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The nearest images of one image, in all and inside and outside its group, found in one pass over the vectors: time
 * O(n d), memory O(d) however many images there are.
 */
final class NearestInGroups {

    private static final int AT_ONCE = 64;

    private final float[] vector;
    private final Metric metric;
    private final int imageId;
    private final Map<Integer, String> groups;
    private final IntPredicate isAnalysed;

    private final float[] rows;
    private final int[] ids = new int[AT_ONCE];
    private int size;

    private Explanation.@Nullable Near inside;
    private Explanation.@Nullable Near outside;

    private final double[] nearest = new double[PairWeighing.NEIGHBOURS];
    private final int[] nearestIds = new int[PairWeighing.NEIGHBOURS];
    private int found;

    /**
     * Prepares the search.
     *
     * @param vector the image's own
     * @param groups the group of each image that is in one
     * @param isAnalysed which images the analysis knew
     */
    NearestInGroups(int imageId, float[] vector, Metric metric, Map<Integer, String> groups, IntPredicate isAnalysed) {
        this.imageId = imageId;
        this.vector = vector;
        this.metric = metric;
        this.groups = groups;
        this.isAnalysed = isAnalysed;
        this.rows = new float[(AT_ONCE + 1) * vector.length];
        System.arraycopy(vector, 0, rows, 0, vector.length);
    }

    /** Takes the vector of another image into account. */
    void offer(int id, float[] other) {
        if (id == imageId || other.length != vector.length) {
            return;
        }
        System.arraycopy(other, 0, rows, (size + 1) * vector.length, vector.length);
        ids[size++] = id;
        if (size == AT_ONCE) {
            compare();
        }
    }

    private void compare() {
        int used = (size + 1) * vector.length;
        double[] distances = RowDistances.to(
                0, used == rows.length ? rows : Arrays.copyOf(rows, used), size + 1, vector.length, metric);
        String own = groups.get(imageId);
        for (int i = 0; i < size; i++) {
            String label = groups.get(ids[i]);
            Explanation.Near near = new Explanation.Near(ids[i], label, distances[i + 1]);
            if (own != null && own.equals(label)) {
                inside = nearer(inside, near);
            } else {
                outside = nearer(outside, near);
            }
            if (isAnalysed.test(ids[i])) {
                keep(ids[i], distances[i + 1]);
            }
        }
        size = 0;
    }

    /** Of equally near ones the lower id comes first, which is offered first. */
    private static Explanation.Near nearer(Explanation.@Nullable Near best, Explanation.Near near) {
        return best == null || near.distance() < best.distance() ? near : best;
    }

    private void keep(int id, double distance) {
        if (found == nearest.length && distance >= nearest[found - 1]) {
            return;
        }
        int at = found < nearest.length ? found++ : found - 1;
        for (; at > 0 && nearest[at - 1] > distance; at--) {
            nearest[at] = nearest[at - 1];
            nearestIds[at] = nearestIds[at - 1];
        }
        nearest[at] = distance;
        nearestIds[at] = id;
    }

    Explanation.@Nullable Near inside() {
        compare();
        return inside;
    }

    Explanation.@Nullable Near outside() {
        compare();
        return outside;
    }

    /** Returns the distances of the nearest images that the analysis knew, ascending. */
    double[] nearest() {
        compare();
        return Arrays.copyOf(nearest, found);
    }

    /** Returns at which place among its nearest an image is, or a number that is none where it is not among these. */
    int rank(int id) {
        compare();
        for (int rank = 0; rank < found; rank++) {
            if (nearestIds[rank] == id) {
                return rank;
            }
        }
        return Integer.MAX_VALUE;
    }
}
