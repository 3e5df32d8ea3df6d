package dev.imageclustering.grouping;

import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.batch.MembershipState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The groups of the same images at two times, counted against each other. Time and memory O(n). */
final class Partitions {

    /** A group of the earlier and one of the later time; the label of no group is empty. */
    private record Meeting(String earlier, String later) {}

    private static final String ALONE = "";

    private final Map<String, Integer> earlierSizes = new HashMap<>();
    private final Map<String, Integer> laterSizes = new HashMap<>();
    private final Map<Meeting, Integer> meetings = new HashMap<>();
    private final List<RunDifference.Move> moved = new ArrayList<>();
    private int images;
    private int added;

    private Partitions() {}

    /**
     * Compares two times.
     *
     * @param limit the most moves that are told
     */
    static RunDifference compare(List<MembershipState> earlier, List<MembershipState> later, int limit) {
        Partitions partitions = new Partitions();
        Map<Integer, MembershipState> before = new HashMap<>();
        earlier.forEach(member -> before.put(member.imageId(), member));
        for (MembershipState member : later) {
            MembershipState old = before.get(member.imageId());
            if (old == null) {
                partitions.added++;
            } else {
                partitions.count(member.imageId(), old.label(), member.label());
            }
        }
        return partitions.difference(earlier.size(), limit);
    }

    private void count(int imageId, @Nullable String from, @Nullable String to) {
        images++;
        if (!Objects.equals(from, to)) {
            moved.add(new RunDifference.Move(imageId, from, to));
        }
        String earlier = group(from);
        String later = group(to);
        earlierSizes.merge(earlier, 1, Integer::sum);
        laterSizes.merge(later, 1, Integer::sum);
        meetings.merge(new Meeting(earlier, later), 1, Integer::sum);
    }

    private static String group(@Nullable String label) {
        return label == null || label.equals(GroupLabels.UNGROUPED) ? ALONE : label;
    }

    private RunDifference difference(int earlierImages, int limit) {
        earlierSizes.remove(ALONE);
        laterSizes.remove(ALONE);
        long before = pairs(earlierSizes);
        long after = pairs(laterSizes);
        long together = 0;
        for (Map.Entry<Meeting, Integer> meeting : meetings.entrySet()) {
            if (isGroups(meeting.getKey())) {
                together += pairs(meeting.getValue());
            }
        }
        return new RunDifference(
                images,
                added,
                earlierImages - images,
                adjustedRandIndex(before, after, together),
                new RunDifference.Pairs(after - together, before - together, together),
                groups(),
                moved.size(),
                List.copyOf(moved.subList(0, Math.min(moved.size(), limit))));
    }

    private static boolean isGroups(Meeting meeting) {
        return !meeting.earlier().equals(ALONE) && !meeting.later().equals(ALONE);
    }

    private static long pairs(Map<String, Integer> sizes) {
        return sizes.values().stream().mapToLong(Partitions::pairs).sum();
    }

    private static long pairs(int size) {
        return (long) size * (size - 1) / 2;
    }

    private double adjustedRandIndex(long before, long after, long together) {
        double expected = images < 2 ? 0 : (double) before * after / pairs(images);
        double greatest = (before + after) / 2.0;
        return greatest == expected ? 1 : (together - expected) / (greatest - expected);
    }

    private RunDifference.Groups groups() {
        Map<String, Set<String>> placesOf = new HashMap<>();
        Map<String, Set<String>> sourcesOf = new HashMap<>();
        int same = 0;
        for (Map.Entry<Meeting, Integer> entry : meetings.entrySet()) {
            Meeting meeting = entry.getKey();
            placesOf.computeIfAbsent(meeting.earlier(), any -> new HashSet<>()).add(meeting.later());
            sourcesOf.computeIfAbsent(meeting.later(), any -> new HashSet<>()).add(meeting.earlier());
            if (isGroups(meeting)
                    && entry.getValue().equals(earlierSizes.get(meeting.earlier()))
                    && entry.getValue().equals(laterSizes.get(meeting.later()))) {
                same++;
            }
        }
        placesOf.remove(ALONE);
        sourcesOf.remove(ALONE);
        Set<String> alone = Set.of(ALONE);
        return new RunDifference.Groups(
                same,
                (int) placesOf.values().stream()
                        .filter(places -> places.size() > 1)
                        .count(),
                (int) sourcesOf.values().stream().filter(Partitions::isMerger).count(),
                (int) sourcesOf.values().stream().filter(alone::equals).count(),
                (int) placesOf.values().stream().filter(alone::equals).count());
    }

    private static boolean isMerger(Set<String> sources) {
        return sources.size() - (sources.contains(ALONE) ? 1 : 0) > 1;
    }
}
