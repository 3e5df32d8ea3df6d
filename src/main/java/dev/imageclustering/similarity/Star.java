package dev.imageclustering.similarity;

import dev.imageclustering.clustering.Leaders;
import dev.imageclustering.image.ImageStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An image and those that are the same picture as it.
 *
 * @param copies one or more, the best first
 * @param order by which the one to keep comes before them
 */
record Star(ImageStanding keep, List<Copy> copies, CopyOrder order) {

    /** An image that is the same as the one to keep. */
    record Copy(ImageStanding standing, Likeness likeness) {}

    /**
     * Makes stars of a family: the best of all images is the one to keep of the first, and every image that is the same
     * as it a copy; then the best of the others, and so on. Images without a probe or a standing are left out. The costs
     * are those of {@link Leaders}.
     */
    static List<Star> of(List<Integer> family, Map<Integer, Probe> probes, Map<Integer, ImageStanding> standings) {
        List<ImageStanding> known = family.stream()
                .filter(id -> probes.containsKey(id) && standings.containsKey(id))
                .map(id -> Objects.requireNonNull(standings.get(id)))
                .toList();
        CopyOrder order = CopyOrder.of(known);
        List<ImageStanding> bestFirst = known.stream().sorted(order.bestFirst()).toList();
        Probe[] compared = bestFirst.stream()
                .map(image -> Objects.requireNonNull(probes.get(image.id())))
                .toArray(Probe[]::new);
        int[] leaders = Leaders.of(new Pictures(compared));
        Map<Integer, Star> stars = new TreeMap<>();
        for (int i = 0; i < leaders.length; i++) {
            int leader = leaders[i];
            if (leader != i) {
                stars.computeIfAbsent(leader, keep -> new Star(bestFirst.get(keep), new ArrayList<>(), order))
                        .copies()
                        .add(new Copy(bestFirst.get(i), compared[leader].likeness(compared[i])));
            }
        }
        return List.copyOf(stars.values());
    }

    /** Returns the lowest id of its images. */
    int firstId() {
        return Stream.concat(Stream.of(keep), copies.stream().map(Copy::standing))
                .mapToInt(ImageStanding::id)
                .min()
                .orElseThrow();
    }

    /** The images by their places. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Pictures(Probe[] probes) implements Leaders.Rows {

        @Override
        public int count() {
            return probes.length;
        }

        @Override
        public int dimension() {
            return probes.length == 0 ? 0 : probes[0].vector().values().length;
        }

        @Override
        public void copy(int row, float[] values) {
            CompactVector vector = probes[row].vector();
            for (int k = 0; k < values.length; k++) {
                values[k] = vector.values()[k] * vector.scale();
            }
        }

        @Override
        public double least(int leader, int row) {
            return probes[leader].leastSimilarity(probes[row].hash());
        }

        @Override
        public double similarity(int leader, int row) {
            return probes[leader].vector().similarity(probes[row].vector());
        }
    }
}
