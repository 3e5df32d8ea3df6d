package dev.imageclustering.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(
        properties = {"spring.jpa.properties.hibernate.generate_statistics=true", "image-clustering.jobs.enabled=false"
        })
class BatchListIntegrationTests {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EntityManagerFactory entityManagers;

    @Test
    void listsTwoHundredBatchesOfAHundredImagesInAConstantNumberOfStatements() {
        insertImages(100);
        insertBatches(1);
        long forOne = statementsToList(1);
        insertBatches(199);

        long forAll = statementsToList(200);

        assertThat(forAll).isEqualTo(forOne).isPositive().isLessThanOrEqualTo(2);
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

    private void insertImages(int count) {
        jdbc.sql("insert into images (filename, original_filename, file_path, image_hash, analysis_state)"
                        + " select n, n, n, n, 'complete' from generate_series(1, :count) n")
                .param("count", count)
                .update();
    }

    private void insertBatches(int count) {
        jdbc.sql("""
                        with fresh as (insert into image_batches (batch_name, status)
                            select 'batch ' || n, 'pending' from generate_series(1, :count) n returning id)
                        insert into image_batch_association (batch_id, image_id)
                            select fresh.id, images.id from fresh, images
                        """).param("count", count).update();
    }
}
