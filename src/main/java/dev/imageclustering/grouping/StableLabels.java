package dev.imageclustering.grouping;

import dev.imageclustering.batch.GroupLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers the groups of a run: a group keeps the number of the old group that it shares most images with, the others
 * take the free numbers, the largest group first; the numbers are always 1 to the number of groups.
 */
final class StableLabels {

    private StableLabels() {}

    /**
     * Returns the number, from 1, of each group.
     *
     * @param groups the images of each group, the largest group first
     * @param oldLabels the label of each image before the run
     */
    static int[] number(List<List<Integer>> groups, Map<Integer, String> oldLabels) {
        int[] numbers = new int[groups.size()];
        Set<Integer> taken = new HashSet<>();
        for (Overlap overlap : overlaps(groups, oldLabels)) {
            if (numbers[overlap.group()] == 0 && taken.add(overlap.number())) {
                numbers[overlap.group()] = overlap.number();
            }
        }
        int free = 1;
        for (int group = 0; group < numbers.length; group++) {
            if (numbers[group] == 0) {
                while (!taken.add(free)) {
                    free++;
                }
                numbers[group] = free;
            }
        }
        return numbers;
    }

    private static List<Overlap> overlaps(List<List<Integer>> groups, Map<Integer, String> oldLabels) {
        List<Overlap> overlaps = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            Map<Integer, Integer> shared = new HashMap<>();
            for (int image : groups.get(group)) {
                int number = GroupLabels.number(oldLabels.getOrDefault(image, GroupLabels.UNGROUPED));
                if (number >= 1 && number <= groups.size()) {
                    shared.merge(number, 1, Integer::sum);
                }
            }
            for (Map.Entry<Integer, Integer> entry : shared.entrySet()) {
                overlaps.add(new Overlap(group, entry.getKey(), entry.getValue()));
            }
        }
        overlaps.sort(Comparator.comparingInt(Overlap::size)
                .reversed()
                .thenComparingInt(Overlap::number)
                .thenComparingInt(Overlap::group));
        return overlaps;
    }

    /** How many images a new group shares with the old group of a number. */
    private record Overlap(int group, int number, int size) {}
}
