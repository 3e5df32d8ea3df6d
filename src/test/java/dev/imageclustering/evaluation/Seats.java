package dev.imageclustering.evaluation;

import dev.imageclustering.clustering.FlatClustering;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How each photo is seated: how many are in its cluster, in its group, and in both, itself counted; with weights. */
@SuppressWarnings("ArrayRecordComponent")
record Seats(int[] cluster, int[] group, int[] both) {

    /** What is measured of weighted photos, each 0 to 1. */
    record Figures(double precision, double recall, double pairPrecision, double pairRecall, double singlesGrouped) {

        double f1() {
            return 2 * precision * recall / (precision + recall);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "F1 %.3f (%.3f / %.3f), pairs %.3f / %.3f, singles grouped %.2f %%",
                    f1(),
                    precision,
                    recall,
                    pairPrecision,
                    pairRecall,
                    100 * singlesGrouped);
        }
    }

    private record Both(int label, String group) {}

    static Seats of(int[] labels, List<String> groups) {
        int n = labels.length;
        Map<Integer, Integer> clusters = new HashMap<>();
        Map<String, Integer> sizes = new HashMap<>();
        Map<Both, Integer> boths = new HashMap<>();
        for (int i = 0; i < n; i++) {
            int label = labels[i] == FlatClustering.NOISE ? -1 - i : labels[i];
            clusters.merge(label, 1, Integer::sum);
            sizes.merge(groups.get(i), 1, Integer::sum);
            boths.merge(new Both(label, groups.get(i)), 1, Integer::sum);
        }
        Seats seats = new Seats(new int[n], new int[n], new int[n]);
        for (int i = 0; i < n; i++) {
            int label = labels[i] == FlatClustering.NOISE ? -1 - i : labels[i];
            seats.cluster[i] = clusters.get(label);
            seats.group[i] = sizes.get(groups.get(i));
            seats.both[i] = boths.get(new Both(label, groups.get(i)));
        }
        return seats;
    }

    int count() {
        return cluster.length;
    }

    boolean isSingle(int i) {
        return group[i] == 1;
    }

    /** Returns the figures of photos of which photo i counts {@code weights[i]} times. */
    Figures weighted(double[] weights) {
        double all = sum(weights, i -> 1);
        double singles = sum(weights, i -> isSingle(i) ? 1 : 0);
        double right = sum(weights, i -> both[i] - 1);
        return new Figures(
                sum(weights, i -> (double) both[i] / cluster[i]) / all,
                sum(weights, i -> (double) both[i] / group[i]) / all,
                share(right, sum(weights, i -> cluster[i] - 1), 1),
                share(right, sum(weights, i -> group[i] - 1), 1),
                share(sum(weights, i -> isSingle(i) && cluster[i] > 1 ? 1 : 0), singles, 0));
    }

    /** Returns weights by which photos of their own are that share of all. */
    double[] weightsForSingles(double share) {
        long singles = IntStream.range(0, count()).filter(this::isSingle).count();
        long others = count() - singles;
        double each = singles == 0 ? 0 : share / (1 - share) * others / singles;
        return IntStream.range(0, count())
                .mapToDouble(i -> isSingle(i) ? each : 1)
                .toArray();
    }

    private double sum(double[] weights, IntToDoubleFunction value) {
        return IntStream.range(0, count())
                .mapToDouble(i -> weights[i] * value.applyAsDouble(i))
                .sum();
    }

    private static double share(double part, double whole, double ofNothing) {
        return whole == 0 ? ofNothing : part / whole;
    }
}
