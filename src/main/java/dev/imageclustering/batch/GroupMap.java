package dev.imageclustering.batch;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A map from group labels to images, turned round. */
final class GroupMap {

    private GroupMap() {}

    /**
     * Returns the label of each image.
     *
     * @throws GroupMapMismatch unless the map names exactly the members, each once
     */
    static Map<Integer, String> labels(Map<String, List<Integer>> groups, List<ImageBatchAssociation> members) {
        Map<Integer, String> labels = new HashMap<>();
        groups.forEach((label, ids) -> ids.forEach(id -> {
            if (labels.put(id, label) != null) {
                throw new GroupMapMismatch("image %d is named twice.".formatted(id));
            }
        }));
        Set<Integer> memberIds = members.stream()
                .map(ImageBatchAssociation::imageId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        memberIds.stream().filter(id -> !labels.containsKey(id)).findFirst().ifPresent(id -> {
            throw new GroupMapMismatch("image %d is missing.".formatted(id));
        });
        labels.keySet().stream()
                .filter(id -> !memberIds.contains(id))
                .sorted()
                .findFirst()
                .ifPresent(id -> {
                    throw new GroupMapMismatch("image %d is not in the batch.".formatted(id));
                });
        return labels;
    }
}
