package dev.imageclustering.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(properties = "image-clustering.jobs.enabled=false")
class ThousandFilesIntegrationTests {

    private static final int FILES = 1_000;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void takesAThousandFilesInOneRequestEachWithItsJob() {
        byte[] picture = Pictures.jpeg(1200);
        List<File> files = IntStream.range(0, FILES)
                .mapToObj(i -> new File("%04d.jpg".formatted(i), Pictures.withComment(picture, "copy " + i)))
                .toList();

        JsonNode outcomes =
                Api.json(api.uploadTo("/images/upload", files).expectStatus().isOk());

        Set<Integer> ids = new HashSet<>();
        outcomes.forEach(outcome -> ids.add(outcome.get("id").asInt()));
        assertThat(ids).hasSize(FILES);
        assertThat(outcomes.get(FILES - 1).get("original_filename").asString()).isEqualTo("0999.jpg");
        await().atMost(Duration.ofSeconds(10)).until(() -> jobs() == FILES);
    }

    private int jobs() {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name = 'analyse-image'")
                .query(Integer.class)
                .single();
    }
}
