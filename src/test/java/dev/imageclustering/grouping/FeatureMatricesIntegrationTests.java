package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imageclustering.shared.InvalidRequest;
import dev.imageclustering.support.ServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class FeatureMatricesIntegrationTests {

    private static final AnalysisRequest REQUEST = AnalysisRequest.ofMap(Map.of());

    @Autowired
    private FeatureMatrices matrices;

    @Test
    void refusesMoreThanOneArrayHolds() {
        List<Integer> images = Collections.nCopies(1_300_000, 1);

        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> matrices.load(images, REQUEST, done -> {}))
                .withMessageContaining("analyze it in parts");
    }

    @Test
    void leavesOutImagesWithoutAVector() {
        assertThat(matrices.load(List.of(2_000_000_001), REQUEST, done -> {})
                        .matrix()
                        .rows())
                .isZero();
    }
}
