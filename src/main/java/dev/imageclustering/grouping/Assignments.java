package dev.imageclustering.grouping;

import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.clustering.FlatClustering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels of the groups that were found, for the images of a batch. */
final class Assignments {

    private Assignments() {}

    /**
     * Returns the place of each image.
     *
     * @param groups the groups of the rows of the matrix
     * @param imageIds the images of the batch
     * @param oldLabels their labels so far, which groups keep where they can
     */
    static Map<Integer, GroupAssignment> of(
            FeatureMatrix matrix, FlatClustering groups, List<Integer> imageIds, Map<Integer, String> oldLabels) {
        Map<Integer, GroupAssignment> assignments = of(matrix.imageIds(), groups, oldLabels);
        // An image that could not be analysed belongs nowhere; it must not hold the others up.
        imageIds.forEach(id -> assignments.putIfAbsent(id, new GroupAssignment(GroupLabels.UNGROUPED, 0, 0)));
        return assignments;
    }

    /** Returns the place of each of the images, whose groups are in the same order. */
    static Map<Integer, GroupAssignment> of(int[] imageIds, FlatClustering groups, Map<Integer, String> oldLabels) {
        int[] numbers = StableLabels.number(members(imageIds, groups), oldLabels);
        Map<Integer, GroupAssignment> assignments = new HashMap<>();
        for (int i = 0; i < imageIds.length; i++) {
            int group = groups.labels()[i];
            String label = group == FlatClustering.NOISE ? GroupLabels.UNGROUPED : GroupLabels.numbered(numbers[group]);
            assignments.put(
                    imageIds[i], new GroupAssignment(label, groups.probabilities()[i], groups.outlierScores()[i]));
        }
        return assignments;
    }

    private static List<List<Integer>> members(int[] imageIds, FlatClustering groups) {
        List<List<Integer>> members = new ArrayList<>();
        for (int group = 0; group < groups.clusterCount(); group++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < imageIds.length; i++) {
            if (groups.labels()[i] != FlatClustering.NOISE) {
                members.get(groups.labels()[i]).add(imageIds[i]);
            }
        }
        return members;
    }
}
