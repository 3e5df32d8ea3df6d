package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricTests {

    @Test
    void isFoundByItsLabel() {
        for (Metric metric : Metric.values()) {
            assertThat(Metric.named(metric.label())).contains(metric);
        }
        assertThat(Metric.COSINE.label()).isEqualTo("cosine");
    }

    @Test
    void isNotFoundByAnythingElse() {
        assertThat(Metric.named("COSINE")).isEmpty();
        assertThat(Metric.named("chebyshev")).isEmpty();
    }
}
