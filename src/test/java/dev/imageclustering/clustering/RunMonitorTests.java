package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunMonitorTests {

    private static final HdbscanParameters PARAMETERS = HdbscanParameters.of(5, 5, Metric.EUCLIDEAN);

    @Test
    void seesEachPhaseFromItsBeginToItsEnd() {
        Map<String, List<Long>> seen = new LinkedHashMap<>();
        RunMonitor monitor = new RunMonitor() {
            @Override
            public void progress(String phase, long done, long total) {
                assertThat(total).isPositive();
                seen.computeIfAbsent(phase, name -> new ArrayList<>()).add(done * 1000 / total);
            }
        };
        Hdbscan.run(points(2000), 2000, 8, PARAMETERS, monitor);
        assertThat(seen.keySet()).containsExactly("neighbours", "spanning tree", "labels");
        Hdbscan.run(points(2100), 2100, 8, PARAMETERS, monitor);
        assertThat(seen.keySet()).containsExactly("neighbours", "spanning tree", "labels", "cells", "guess");
        seen.clear();
        int many = ApproximateTree.LEAST;
        Hdbscan.run(points(many), many, 8, PARAMETERS.withPrecision(Precision.APPROXIMATE), monitor);
        assertThat(seen.keySet()).startsWith("cells", "neighbours", "components", "spanning tree");
        assertThat(seen.values()).allSatisfy(done -> {
            assertThat(done).isSorted().startsWith(0L).endsWith(1000L);
        });
    }

    @Test
    void endsTheRunWheneverItWants() {
        AtomicInteger questions = new AtomicInteger();
        Hdbscan.run(points(1500), 1500, 8, PARAMETERS, cancelledAt(questions, Integer.MAX_VALUE));
        int all = questions.get();
        for (int at : new int[] {1, 2, all / 4, all / 2, all - 3}) {
            assertThatExceptionOfType(RunCancelled.class)
                    .isThrownBy(
                            () -> Hdbscan.run(points(1500), 1500, 8, PARAMETERS, cancelledAt(new AtomicInteger(), at)));
        }
    }

    @Test
    void endsTheSearchForNeighbours() {
        assertThatExceptionOfType(RunCancelled.class)
                .isThrownBy(() ->
                        Neighbours.nearest(points(500), 500, 8, 3, Metric.COSINE, cancelledAt(new AtomicInteger(), 5)));
    }

    private static RunMonitor cancelledAt(AtomicInteger questions, int limit) {
        return new RunMonitor() {
            @Override
            public boolean isCancelled() {
                return questions.incrementAndGet() >= limit;
            }
        };
    }

    private static float[] points(int n) {
        return RandomRows.flat(RandomRows.blobs(new Random(1), n, 8), 8);
    }
}
