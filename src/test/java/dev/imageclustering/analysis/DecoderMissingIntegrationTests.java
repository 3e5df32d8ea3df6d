package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.UnavailableDecoders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ServiceTest
@Import(DecoderMissingIntegrationTests.NoDecoders.class)
@TestPropertySource(properties = {"image-clustering.analysis.retries=1", "image-clustering.analysis.retry-delay=20ms"})
class DecoderMissingIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ImageCatalog catalog;

    @Autowired
    private ImageKeypoints keypoints;

    @TestConfiguration(proxyBeanMethods = false)
    static class NoDecoders {

        @Bean
        @Primary
        PictureEngine noDecoders() {
            return UnavailableDecoders.engine();
        }
    }

    @Test
    void analysesNoImageAndGivesUpNone() {
        int id = api.store("waiting.jpg", Pictures.jpeg(1900));

        await().atMost(PATIENCE).until(() -> failures(id) > 3);

        assertThat(state(id)).isEqualTo("pending");
    }

    @Test
    void asksForAnotherTry() {
        int id = api.store("thumbnail.jpg", Pictures.jpeg(1901));
        for (String path : List.of("/images/thumbnail/{id}", "/images/quality/{id}")) {
            api.get(path, id)
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .valueEquals("Retry-After", "5")
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:image-clustering:problem:decoder-unavailable");
        }
    }

    @Test
    void comparesNoImageAsIfItHadNoDetails() {
        ImageView image = catalog.get(new ImageId(api.store("details.jpg", Pictures.jpeg(1904))));

        assertThatExceptionOfType(DecoderMissing.class)
                .isThrownBy(() -> keypoints.of(image.imageId(), image.imageHash()));
    }

    @Test
    void failsRunRatherThanLeavingImagesOut() {
        int first = api.store("first.jpg", Pictures.jpeg(1902));
        int second = api.store("second.jpg", Pictures.jpeg(1903));
        int batch = api.batch("no decoder", List.of(first, second));

        api.put(Map.of("min_cluster_size", 2), "/batches/{id}/analyze", batch)
                .expectStatus()
                .isEqualTo(503);

        assertThat(jdbc.sql("select failure from grouping_runs where batch_id = :id")
                        .param("id", batch)
                        .query(String.class)
                        .single())
                .contains("no decoder");
    }

    private String state(int id) {
        return jdbc.sql("select analysis_state from images where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private int failures(int id) {
        return jdbc.sql("select coalesce(consecutive_failures, 0) from scheduled_tasks where task_instance = :id")
                .param("id", String.valueOf(id))
                .query(Integer.class)
                .single();
    }
}
