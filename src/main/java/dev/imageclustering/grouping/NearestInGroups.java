package dev.imageclustering.grouping;

import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.RowDistances;
import dev.imageclustering.image.ImageAnalyses;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nearest images of one image, inside and outside its group, found in one pass over the vectors: time O(n d), memory
 * O(d) however many images there are.
 */
final class NearestInGroups {

    private static final int AT_ONCE = 64;

    private final float[] vector;
    private final Metric metric;
    private final int imageId;
    private final Map<Integer, String> groups;

    private final float[] rows;
    private final int[] ids = new int[AT_ONCE];
    private int size;

    private Explanation.@Nullable Near inside;
    private Explanation.@Nullable Near outside;

    /**
     * Prepares the search.
     *
     * @param vector the image's own
     * @param groups the group of each image that is in one
     */
    NearestInGroups(int imageId, float[] vector, Metric metric, Map<Integer, String> groups) {
        this.imageId = imageId;
        this.vector = vector;
        this.metric = metric;
        this.groups = groups;
        this.rows = new float[(AT_ONCE + 1) * vector.length];
        System.arraycopy(vector, 0, rows, 0, vector.length);
    }

    /** Returns the vectors of some images, by their ids. */
    static Map<Integer, float[]> vectors(ImageAnalyses analyses, Collection<Integer> ids, String model) {
        Map<Integer, float[]> vectors = new HashMap<>();
        analyses.forEachFeatures(List.copyOf(ids), model, vectors::put);
        return vectors;
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
        }
        size = 0;
    }

    /** Of equally near ones the lower id comes first, which is offered first. */
    private static Explanation.Near nearer(Explanation.@Nullable Near best, Explanation.Near near) {
        return best == null || near.distance() < best.distance() ? near : best;
    }

    Explanation.@Nullable Near inside() {
        compare();
        return inside;
    }

    Explanation.@Nullable Near outside() {
        compare();
        return outside;
    }
}
