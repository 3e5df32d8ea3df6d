package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HdbscanParametersTests {

    private static final HdbscanParameters DEFAULTS = HdbscanParameters.of(5, 5, Metric.COSINE);

    @Test
    void allowASingleClusterByDefault() {
        assertThat(DEFAULTS.allowSingleCluster()).isTrue();
        assertThat(DEFAULTS.selection()).isEqualTo(SelectionMethod.EXCESS_OF_MASS);
        assertThat(DEFAULTS.clusterSelectionEpsilon()).isZero();
    }

    @Test
    void refuseClustersOfOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HdbscanParameters.of(1, 5, Metric.COSINE))
                .withMessageContaining("minClusterSize")
                .withMessageContaining("1");
    }

    @Test
    void refuseNoSamples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HdbscanParameters.of(5, 0, Metric.COSINE))
                .withMessageContaining("minSamples");
    }

    @Test
    void refuseANegativeEpsilonAndNone() {
        for (double epsilon : new double[] {-0.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DEFAULTS.withClusterSelectionEpsilon(epsilon))
                    .withMessageContaining("clusterSelectionEpsilon");
        }
    }
}
