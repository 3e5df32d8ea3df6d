package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The rule of {@link GroupJoining} for one new point, written down from its words. */
record DefinedJoining(float[] existing, int n, int d, int[] labels, float[] x, GroupJoining.Parameters parameters) {

    void assertGives(int label, double probability) {
        Integer[] nearest = byDistance(x, -1);
        int depth = Math.min(n, Math.max(16, 2 * parameters.minSamples()));
        int chosen = nearest[0];
        for (int rank = 1; rank < depth; rank++) {
            if (goesBefore(nearest[rank], chosen)) {
                chosen = nearest[rank];
            }
        }
        boolean joins = labels[chosen] >= 0
                && distance(x, row(chosen)) <= parameters.maxDistance()
                && reach(chosen) <= birth(labels[chosen]);
        assertThat(label).isEqualTo(joins ? labels[chosen] : -1);
        assertThat(probability).isEqualTo(joins ? share(chosen) : 0);
    }

    private boolean goesBefore(int y, int z) {
        RowHash hash = new RowHash(existing, d);
        return Comparator.comparingDouble(this::reach)
                        .thenComparingDouble(i -> distance(x, row(i)))
                        .thenComparingLong(hash::of)
                        .compare(y, z)
                < 0;
    }

    private double share(int chosen) {
        double densest = Double.POSITIVE_INFINITY;
        for (int y = 0; y < n; y++) {
            if (labels[y] == labels[chosen]) {
                densest = Math.min(densest, core(row(y), y));
            }
        }
        return reach(chosen) <= densest ? 1 : densest / reach(chosen);
    }

    private double birth(int label) {
        double birth = Double.POSITIVE_INFINITY;
        for (int y = 0; y < n; y++) {
            for (int z = 0; z < n; z++) {
                if (labels[y] == label && labels[z] >= 0 && labels[z] != label) {
                    birth = Math.min(birth, Math.max(core(row(y), y), distance(row(y), row(z))));
                }
            }
        }
        return birth;
    }

    private double reach(int y) {
        return Math.max(Math.max(core(x, -1), core(row(y), y)), distance(x, row(y)));
    }

    private double core(float[] of, int self) {
        Integer[] nearest = byDistance(of, self);
        if (nearest.length == 0) {
            return 0;
        }
        return distance(of, row(nearest[Math.min(parameters.minSamples(), nearest.length) - 1]));
    }

    private Integer[] byDistance(float[] of, int self) {
        return IntStream.range(0, n)
                .filter(i -> i != self)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distance(of, row(i))))
                .toArray(Integer[]::new);
    }

    private float[] row(int i) {
        return Arrays.copyOfRange(existing, i * d, (i + 1) * d);
    }

    private double distance(float[] a, float[] b) {
        float[] both = new float[2 * d];
        System.arraycopy(a, 0, both, 0, d);
        System.arraycopy(b, 0, both, d, d);
        return PairDistance.ofRows(both, 2, d, parameters.metric()).between(0, 1);
    }
}
