package dev.imageclustering.grouping;

import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.clustering.DecidedPair;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.JoinedGroups;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The images of a batch, some of which are to join the groups of the others. The arrays must not be changed.
 *
 * @param labels the number of each row's group, or the numbers of no group and of newcomers that the engine uses
 * @param names the label of each group, by its number
 * @param decisions what people decided on pairs of rows, the newest first
 */
@SuppressWarnings("ArrayRecordComponent")
record Newcomers(FeatureMatrices.Loaded vectors, int[] labels, List<String> names, List<DecidedPair> decisions) {

    /** Tells those of the rows that have no label from the others. */
    static Newcomers among(FeatureMatrices.Loaded vectors, Map<Integer, String> labels, List<DecidedPair> decisions) {
        List<String> names = labels.values().stream()
                .filter(label -> !label.equals(GroupLabels.UNGROUPED))
                .distinct()
                .sorted()
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        numbers.put(GroupLabels.UNGROUPED, FlatClustering.NOISE);
        return new Newcomers(
                vectors,
                Arrays.stream(vectors.matrix().imageIds())
                        .map(id -> labels.containsKey(id)
                                ? numbers.getOrDefault(String.valueOf(labels.get(id)), FlatClustering.NOISE)
                                : JoinedGroups.FRESH)
                        .toArray(),
                names,
                decisions);
    }

    FeatureMatrix matrix() {
        return vectors.matrix();
    }

    /** Returns the model that the vectors of the matrix come from. */
    String model() {
        return vectors.model();
    }

    boolean isFresh(int row) {
        return labels[row] == JoinedGroups.FRESH;
    }

    /** Returns the label of a group: of one that was there its own, of a new one the lowest number that none has. */
    String name(int group) {
        int known = Math.max(0, Arrays.stream(labels).max().orElse(0) + 1);
        if (group < known) {
            return names.get(group);
        }
        Set<String> taken = Set.copyOf(names);
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(GroupLabels::numbered)
                .filter(label -> !taken.contains(label))
                .skip(group - known)
                .findFirst()
                .orElseThrow();
    }
}
