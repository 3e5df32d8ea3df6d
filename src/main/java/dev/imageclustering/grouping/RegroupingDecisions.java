package dev.imageclustering.grouping;

import dev.imageclustering.batch.GroupLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides by moving images between groups. Names of groups say nothing; what counts is who is together.
 *
 * <p>The images of an old group that are in one group now are a part of it; its largest part stayed, the others moved.
 * Who moved into a group belongs with one image of its largest part, its representative. Who moved out of a group does
 * not belong with those who stayed: a part that is a group now is kept apart from them through its lowest image, to
 * which the others of it are bound, and an image that is ungrouped now by itself. So the number of pairs grows with the
 * images that were moved, not with the size of the groups: at most {@link #MOST_APART} and one for each, and one for
 * each two parts of an old group that both moved, up to {@link #MOST_PARTS} parts.
 */
final class RegroupingDecisions {

    /** An image is kept apart from as many of those that it left; larger groups are told by so many, too. */
    static final int MOST_APART = 32;

    /** So many parts of one old group are kept apart from each other. */
    static final int MOST_PARTS = 64;

    private final Set<ImagePair> pairs = new LinkedHashSet<>();

    private RegroupingDecisions() {}

    /** Some images of one old group, all in one group or each ungrouped, in the order of ids. */
    private record Part(@Nullable String from, @Nullable String to, List<Integer> images) {

        int first() {
            return images.getFirst();
        }
    }

    /** Returns the pairs that follow from a regrouping; none where everybody is with whom they were before. */
    static List<ImagePair> of(Map<Integer, @Nullable String> before, Map<Integer, String> after) {
        RegroupingDecisions decisions = new RegroupingDecisions();
        List<Part> parts = parts(before, after);
        Set<Part> stayed = new LinkedHashSet<>();
        for (List<Part> old : by(parts, true)) {
            Part staying = largest(old);
            stayed.add(staying);
            decisions.keepApart(staying, old);
        }
        by(parts, false).forEach(group -> decisions.bind(group, stayed));
        return List.copyOf(decisions.pairs);
    }

    private static List<Part> parts(Map<Integer, @Nullable String> before, Map<Integer, String> after) {
        Map<List<@Nullable Object>, Part> parts = new LinkedHashMap<>();
        for (int image : new TreeMap<>(after).keySet()) {
            String from = group(before.get(image));
            String to = group(after.get(image));
            // Whoever was or is in no group is a part alone.
            Object alone = from == null || to == null ? image : null;
            List<@Nullable Object> key = new ArrayList<>();
            key.add(from);
            key.add(to);
            key.add(alone);
            parts.computeIfAbsent(key, name -> new Part(from, to, new ArrayList<>()))
                    .images()
                    .add(image);
        }
        return List.copyOf(parts.values());
    }

    private static @Nullable String group(@Nullable String label) {
        return GroupLabels.UNGROUPED.equals(label) ? null : label;
    }

    /** Returns the parts of each group, old or new. */
    private static List<List<Part>> by(List<Part> parts, boolean old) {
        Map<String, List<Part>> groups = new TreeMap<>();
        for (Part part : parts) {
            String group = old ? part.from() : part.to();
            if (group != null) {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(part);
            }
        }
        return List.copyOf(groups.values());
    }

    /** Returns the largest part, one that is a group before one that is none, then the one with the lowest image. */
    private static Part largest(List<Part> parts) {
        return parts.stream()
                .max(Comparator.<Part, Boolean>comparing(part -> part.to() != null)
                        .thenComparingInt(part -> part.images().size())
                        .thenComparingInt(part -> -part.first()))
                .orElseThrow();
    }

    private void keepApart(Part staying, List<Part> parts) {
        List<Part> moved = parts.stream().filter(part -> !part.equals(staying)).toList();
        for (int i = 0; i < moved.size(); i++) {
            int image = moved.get(i).first();
            staying.images().stream().limit(MOST_APART).forEach(other -> apart(image, other));
            for (int j = 0; j < Math.min(i, staying.to() == null ? MOST_APART : MOST_PARTS); j++) {
                boolean bothUngrouped =
                        moved.get(i).to() == null && moved.get(j).to() == null;
                // Where nothing is left of a group, its images are no group; else two that left it may be one yet.
                if (!bothUngrouped || staying.to() == null) {
                    apart(image, moved.get(j).first());
                }
            }
        }
    }

    private void bind(List<Part> group, Set<Part> stayed) {
        Part largest = largest(group);
        int representative = largest.first();
        for (Part part : group) {
            if (!part.equals(largest) || (part.from() != null && !stayed.contains(part))) {
                part.images().stream()
                        .filter(image -> image != representative)
                        .forEach(image -> pairs.add(ImagePair.of(representative, image, DecisionKind.SIMILAR)));
            }
        }
    }

    private void apart(int image, int other) {
        pairs.add(ImagePair.of(image, other, DecisionKind.NOT_SIMILAR));
    }
}
