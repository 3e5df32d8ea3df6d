package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClosenessTests {

    private static final int D = 800;
    private static final GroupingOptions ALONE =
            GroupingOptions.descriptorOnly(0).withShapeComponents(D / 2);

    @Test
    void isOneForEqualDescriptorsAndNoughtForOthers() {
        float[] points = random(60);
        System.arraycopy(points, 0, points, D, D);
        Closeness closeness = closeness(points, 60, GroupingOptions.verified(0).withShapeComponents(D / 2));

        assertThat(closeness.between(0, 1)).isCloseTo(1, within(1e-9));
        assertThat(closeness.between(2, 3)).isCloseTo(0, within(0.2));
    }

    @Test
    void countsShapeForMoreThanTheRestWhereNothingElseDecides() {
        float[] points = random(60);
        System.arraycopy(points, 0, points, D, D / 2);
        System.arraycopy(points, 2 * D + D / 2, points, 3 * D + D / 2, D / 2);
        Closeness closeness = closeness(points, 60, ALONE);

        assertThat(closeness.between(0, 1)).isCloseTo(0.69, within(0.1));
        assertThat(closeness.between(2, 3)).isCloseTo(0.46, within(0.1));
    }

    @Test
    void countsBothAlikeInABatchWithoutBackground() {
        float[] points = random(20);
        System.arraycopy(points, 0, points, D, D / 2);
        System.arraycopy(points, 2 * D + D / 2, points, 3 * D + D / 2, D / 2);
        Closeness closeness = closeness(points, 20, ALONE);

        assertThat(closeness.between(0, 1)).isCloseTo(0.5, within(0.1));
        assertThat(closeness.between(2, 3)).isCloseTo(0.5, within(0.1));
    }

    private static Closeness closeness(float[] points, int n, GroupingOptions options) {
        NearestRows nearest = Neighbours.nearest(points, n, D, LocalScale.FAR, Metric.COSINE, RunMonitor.NONE);
        return Closeness.of(DescribedPhotos.withoutTimes(points, n, D), nearest, options, RunMonitor.NONE);
    }

    private static float[] random(int n) {
        Random random = new Random(n);
        float[] points = new float[n * D];
        for (int k = 0; k < points.length; k++) {
            points[k] = (float) random.nextGaussian();
        }
        return points;
    }
}
