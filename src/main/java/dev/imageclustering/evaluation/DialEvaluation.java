package dev.imageclustering.evaluation;

import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.HierarchyCut;
import dev.imageclustering.clustering.VerifiedDial;
import dev.imageclustering.clustering.VerifiedGrouping;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the dial makes of the groups from one end to the other. */
final class DialEvaluation {

    private static final int STEPS = 10;
    private static final int SMALLEST = 2;

    private final VerifiedGrouping grouping;

    DialEvaluation(VerifiedGrouping grouping) {
        this.grouping = grouping;
    }

    /** Returns a line for each step: how well the groups are found there, how many there are, and what became of them. */
    String table(LabelledPhotos photos) {
        StringBuilder table = new StringBuilder();
        int[] before = null;
        for (int step = 0; step <= STEPS; step++) {
            FlatClustering cut = cut((double) step / STEPS);
            GroupingScore score = GroupingScore.of(cut.labels(), photos);
            table.append(String.format(
                    Locale.ROOT,
                    "dial %.1f: %d groups, BCubed %s, largest wrong %d%s%s%n",
                    (double) step / STEPS,
                    cut.clusterCount(),
                    score.all(),
                    score.largestWrong(),
                    before == null || isWithin(before, cut.labels()) ? "" : ", NOT NESTED",
                    areEqual(cut.labels(), grouping.clustering().labels()) ? ", the groups of the run" : ""));
            before = cut.labels();
        }
        return table.toString().stripTrailing();
    }

    private FlatClustering cut(double value) {
        int n = grouping.tree().points();
        boolean[] all = new boolean[n];
        Arrays.fill(all, true);
        return HierarchyCut.at(grouping.tree(), VerifiedDial.distance(value), SMALLEST, all, new double[n]);
    }

    /** Tells whether every group of the first lies inside one of the second. */
    private static boolean isWithin(int[] inner, int[] outer) {
        Map<Integer, Integer> around = new HashMap<>();
        for (int i = 0; i < inner.length; i++) {
            if (inner[i] != FlatClustering.NOISE) {
                Integer first = around.putIfAbsent(inner[i], outer[i]);
                if (outer[i] == FlatClustering.NOISE || (first != null && first != outer[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean areEqual(int[] one, int[] other) {
        return isWithin(one, other)
                && isWithin(other, one)
                && Arrays.stream(one).boxed().collect(Collectors.toSet()).size()
                        == Arrays.stream(other)
                                .boxed()
                                .collect(Collectors.toSet())
                                .size();
    }
}
