package dev.imageclustering.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Import(BatchRows.class)
@TestPropertySource(
        properties = {"spring.jpa.properties.hibernate.generate_statistics=true", "image-clustering.jobs.enabled=false"
        })
class BatchListIntegrationTests {

    /** One for the batches, one for their images. */
    private static final long STATEMENTS = 2;

    @Autowired
    private Api api;

    @Autowired
    private BatchRows rows;

    @Autowired
    private EntityManagerFactory entityManagers;

    @Test
    void listsTwoHundredBatchesOfAHundredImagesInAConstantNumberOfStatements() {
        rows.insertImages(100);
        rows.insertBatches(1);
        // What a start does in the background asks the database too, at first.
        await().atMost(Duration.ofSeconds(30)).until(() -> statementsToList(1) == STATEMENTS);
        rows.insertBatches(199);

        assertThat(statementsToList(200)).isEqualTo(STATEMENTS);
    }

    private long statementsToList(int batches) {
        Statistics statistics = entityManagers.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();
        JsonNode answer = Api.json(api.get("/batches/").expectStatus().isOk());
        assertThat(answer.size()).isEqualTo(batches);
        assertThat(answer.valueStream())
                .allSatisfy(
                        batch -> assertThat(batch.get("image_count").asInt()).isEqualTo(100));
        return statistics.getPrepareStatementCount();
    }
}
