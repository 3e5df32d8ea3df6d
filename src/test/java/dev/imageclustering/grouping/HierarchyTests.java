package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.clustering.SpanningTree;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HierarchyTests {

    @Test
    void comesBackAsItWas() {
        SpanningTree forest = new SpanningTree(4, new int[] {2, 0}, new int[] {1, 1}, new double[] {0, 0.25});
        Hierarchy hierarchy = new Hierarchy(
                new int[] {5, 6, 900, 901},
                forest,
                new float[] {0, 1.5f, 0.125f, Float.POSITIVE_INFINITY},
                DialRange.even(0.25, 0.75));

        Hierarchy again = Hierarchy.ofBytes(hierarchy.toBytes());

        assertThat(again.imageIds()).isEqualTo(hierarchy.imageIds());
        assertThat(again.coreDistances()).isEqualTo(hierarchy.coreDistances());
        assertThat(again.dial()).isEqualTo(hierarchy.dial());
        assertThat(again.forest().from()).isEqualTo(forest.from());
        assertThat(again.forest().to()).isEqualTo(forest.to());
        assertThat(again.forest().weight()).isEqualTo(forest.weight());
    }

    @Test
    void boundsWhatADistanceWasBeforeItWasKept() {
        Random random = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            double distance = random.nextDouble();

            assertThat(Hierarchy.atLeast((float) distance)).isBetween(distance, distance * (1 + 1e-6));
        }
        assertThat(Hierarchy.atLeast(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(Hierarchy.atLeast(Double.NaN)).isNaN();
    }

    @Test
    void takesAFewBytesAnImage() {
        int n = 10_000;
        Random random = new Random(1);
        int[] ids = new int[n];
        int[] from = new int[n - 1];
        int[] to = new int[n - 1];
        double[] weights = new double[n - 1];
        float[] cores = new float[n];
        for (int i = 0; i < n; i++) {
            ids[i] = 3 * i;
            cores[i] = random.nextFloat();
        }
        for (int e = 0; e < n - 1; e++) {
            from[e] = random.nextInt(e + 1);
            to[e] = e + 1;
            weights[e] = random.nextDouble();
        }
        Arrays.sort(weights);

        byte[] bytes =
                new Hierarchy(ids, new SpanningTree(n, from, to, weights), cores, DialRange.even(0, 1)).toBytes();

        assertThat(bytes).hasSizeLessThan(13 * n);
    }
}
