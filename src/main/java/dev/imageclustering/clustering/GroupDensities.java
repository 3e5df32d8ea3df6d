package dev.imageclustering.clustering;

import java.util.Arrays;

/**
 * What a run of HDBSCAN told of the density of points and groups; NaN where it told nothing.
 *
 * @param cores the core distance of each point
 * @param births for each group the distance at which it and another become one, infinite if they never do
 * @param densest for each group the distance at which its density is greatest: 1 over the greatest lambda in its row of
 *     the condensed tree
 */
@SuppressWarnings("ArrayRecordComponent")
public record GroupDensities(double[] cores, double[] births, double[] densest) {

    /** Returns densities of which nothing is known. */
    public static GroupDensities unknown(int points, int groups) {
        return new GroupDensities(unknown(points), unknown(groups), unknown(groups));
    }

    private static double[] unknown(int count) {
        double[] unknown = new double[count];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    /**
     * Reads the densities of groups from the hierarchy that they were taken from. A group is born where a component with
     * its points and one with those of another become one, which in an unchanged result is where the condensed tree
     * begins it. Its density is greatest where the last two parts of at least {@code minClusterSize} points became one,
     * or, if it never had two such parts, where it reached that size. Of core distances nothing is known. Time about O(n).
     *
     * @param labels the group of each point of the forest, or a negative number
     */
    public static GroupDensities of(SpanningTree forest, int[] labels, int groups, int minClusterSize) {
        GroupDensities densities = unknown(labels.length, groups);
        if (forest.points() > 0) {
            new Reader(MergeHistory.of(forest), labels, minClusterSize, densities).read();
        }
        return densities;
    }

    private static final class Reader {

        private static final int NO_GROUP = -1;
        private static final int SEVERAL = -2;

        private final MergeHistory history;
        private final int minClusterSize;
        private final GroupDensities densities;

        /** The group that the points of a node are of, those in none left aside. */
        private final int[] group;

        private final int[] largeChildren;

        Reader(MergeHistory history, int[] labels, int minClusterSize, GroupDensities densities) {
            this.history = history;
            this.minClusterSize = minClusterSize;
            this.densities = densities;
            this.group = new int[history.nodes()];
            this.largeChildren = new int[history.nodes()];
            Arrays.fill(group, NO_GROUP);
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] >= 0) {
                    group[i] = labels[i];
                    densities.births[labels[i]] = Double.POSITIVE_INFINITY;
                }
            }
        }

        void read() {
            int root = history.nodes() - 1;
            // Children come before their parents.
            for (int node = 0; node <= root; node++) {
                if (node >= history.points() && group[node] >= 0) {
                    becomeDenser(node);
                }
                int above = history.parent()[node];
                if (above != node) {
                    group[above] = joined(group[above], group[node]);
                    largeChildren[above] += isLarge(node) ? 1 : 0;
                }
            }
            for (int node = 0; node < root; node++) {
                int above = history.parent()[node];
                if (group[node] >= 0 && group[above] == SEVERAL) {
                    densities.births[group[node]] = Math.min(densities.births[group[node]], history.distance()[above]);
                }
            }
        }

        private boolean isLarge(int node) {
            return history.size()[node] >= minClusterSize;
        }

        /** Of what is told of one group the greatest distance counts, which comes last. */
        private void becomeDenser(int node) {
            double distance = history.distance()[node];
            boolean isEnd = isLarge(node) && largeChildren[node] != 1;
            if (distance < Double.POSITIVE_INFINITY && (isEnd || Double.isNaN(densities.densest[group[node]]))) {
                densities.densest[group[node]] = distance;
            }
        }

        private static int joined(int one, int other) {
            if (one == other || other == NO_GROUP) {
                return one;
            }
            return one == NO_GROUP ? other : SEVERAL;
        }
    }
}
