package dev.imageclustering.grouping;

import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.PairWeighing;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.similarity.NearestImages;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;

/** Finds what is nearest to a few images of a batch. */
@Component
class Surroundings {

    /** Up to so many images the vectors are read from the database, since what is in memory holds all batches. */
    private static final int FEW = 4_000;

    /** How many are compared by their exact vectors for each that is asked for: those in memory are rounded. */
    private static final int SPARE = 20;

    private final ImageAnalyses analyses;
    private final NearestImages library;

    Surroundings(ImageAnalyses analyses, NearestImages library) {
        this.analyses = analyses;
        this.library = library;
    }

    /**
     * Among which images is searched.
     *
     * @param model what their vectors come from
     * @param imageIds all of them, ascending
     * @param groups the group of each that is in one
     * @param isAnalysed which of them the analysis knew
     */
    record Scope(
            String model,
            Metric metric,
            List<Integer> imageIds,
            Map<Integer, String> groups,
            IntPredicate isAnalysed) {}

    /**
     * Returns the surroundings of those of the images that have a vector. Up to some thousands of images, or where the
     * vectors are not in memory, all are read from the database; otherwise a few that are near by the vectors in memory.
     */
    Map<Integer, NearestInGroups> of(Map<Integer, float[]> vectors, Scope scope) {
        Map<Integer, NearestInGroups> around = new HashMap<>();
        vectors.forEach((id, vector) ->
                around.put(id, new NearestInGroups(id, vector, scope.metric(), scope.groups(), scope.isAnalysed())));
        analyses.forEachFeatures(
                candidates(vectors, scope).orElse(scope.imageIds()),
                scope.model(),
                (id, vector) -> around.values().forEach(near -> near.offer(id, vector)));
        return around;
    }

    /** Returns those of the images that may be the nearest of one, ascending; nothing where that is not known. */
    private Optional<List<Integer>> candidates(Map<Integer, float[]> vectors, Scope scope) {
        if (scope.imageIds().size() <= FEW || scope.metric() == Metric.MANHATTAN) {
            return Optional.empty();
        }
        int[] members = scope.imageIds().stream().mapToInt(Integer::intValue).toArray();
        List<Optional<Set<Integer>>> found = vectors.entrySet().parallelStream()
                .map(image -> candidates(image.getKey(), image.getValue(), scope, members))
                .toList();
        return found.stream().allMatch(Optional::isPresent)
                ? Optional.of(found.stream()
                        .flatMap(ids -> ids.orElseThrow().stream())
                        .distinct()
                        .sorted()
                        .toList())
                : Optional.empty();
    }

    /** Returns the vectors of some images, by their ids. */
    Map<Integer, float[]> vectors(Collection<Integer> ids, String model) {
        Map<Integer, float[]> vectors = new HashMap<>();
        analyses.forEachFeatures(List.copyOf(ids), model, vectors::put);
        return vectors;
    }

    private Optional<Set<Integer>> candidates(int image, float[] vector, Scope scope, int[] members) {
        String own = scope.groups().get(image);
        Best all = new Best(PairWeighing.NEIGHBOURS + SPARE);
        Best inside = new Best(SPARE);
        Best outside = new Best(SPARE);
        boolean known = library.forEach(vector, scope.model(), (id, similarity) -> {
            if (id != image && Arrays.binarySearch(members, id) >= 0) {
                boolean same = own != null && own.equals(scope.groups().get(id));
                (same ? inside : outside).offer(id, similarity);
                if (scope.isAnalysed().test(id)) {
                    all.offer(id, similarity);
                }
            }
        });
        Set<Integer> candidates = new HashSet<>();
        List.of(all, inside, outside).forEach(best -> best.addTo(candidates));
        return known ? Optional.of(candidates) : Optional.empty();
    }

    /** The images of the greatest similarity. */
    private static final class Best {

        private record Scored(int id, double similarity) {}

        private final int most;
        private final PriorityQueue<Scored> least = new PriorityQueue<>(Comparator.comparingDouble(Scored::similarity));

        Best(int most) {
            this.most = most;
        }

        void offer(int id, double similarity) {
            if (least.size() < most) {
                least.add(new Scored(id, similarity));
            } else if (least.element().similarity() < similarity) {
                least.remove();
                least.add(new Scored(id, similarity));
            }
        }

        void addTo(Set<Integer> ids) {
            least.forEach(scored -> ids.add(scored.id()));
        }
    }
}
