package dev.imageclustering.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private BatchEditing editing;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EntityManagerFactory entityManagers;

    @BeforeEach
    void deleteEverything() {
        jdbc.sql("truncate table image_batch_association, image_batches, images cascade")
                .update();
    }

    @Test
    void listsTwoHundredBatchesOfAHundredImagesInAConstantNumberOfStatements() {
        rows.insertImages(100);
        rows.insertBatches(1);
        // What a start does in the background asks the database too, at first.
        await().atMost(Duration.ofSeconds(30)).until(() -> statementsToList(1) == STATEMENTS);
        rows.insertBatches(199);

        assertThat(statementsToList(200)).isEqualTo(STATEMENTS);
    }

    @Test
    void removesAnImageOfALargeBatchWithoutReadingMoreThanTheRanksThatCloseUp() {
        rows.insertImages(500);
        rows.insertBatches(1);
        jdbc.sql("update image_batch_association set group_label = 'Group 1'").update();
        List<Integer> best = jdbc.sql("select image_id from image_batch_association order by image_id limit 3")
                .query(Integer.class)
                .list();
        for (int rank = 1; rank <= best.size(); rank++) {
            jdbc.sql("update image_batch_association set quality_rank = ? where image_id = ?")
                    .params(rank, best.get(rank - 1))
                    .update();
        }
        int batch =
                jdbc.sql("select id from image_batches").query(Integer.class).single();
        Statistics statistics = entityManagers.unwrap(SessionFactory.class).getStatistics();
        statistics.clear();

        editing.remove(new BatchId(batch), best.subList(0, 1));

        assertThat(statistics
                        .getEntityStatistics(ImageBatchAssociation.class.getName())
                        .getLoadCount())
                .isEqualTo(2);
        assertThat(jdbc.sql("select image_id from image_batch_association where quality_rank is not null"
                                + " order by quality_rank")
                        .query(Integer.class)
                        .list())
                .isEqualTo(best.subList(1, 3));
        assertThat(jdbc.sql("select max(quality_rank) from image_batch_association")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
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
