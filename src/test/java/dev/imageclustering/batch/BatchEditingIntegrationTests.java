package dev.imageclustering.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.image.ImageRemoval;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class BatchEditingIntegrationTests {

    private static final int UNKNOWN = 2_000_000_000;

    @Autowired
    private Api api;

    @Autowired
    private BatchEditing editing;

    @Autowired
    private BatchCatalog catalog;

    @Autowired
    private ImageRemoval removal;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void leavesOutUploadedImagesThatWereDeletedMeanwhile() {
        int image = api.storeScenes(700, 1).getFirst();
        BatchId batch = new BatchId(api.batch("partly gone", List.of()));

        editing.addUploaded(batch, List.of(image, UNKNOWN));

        assertThat(catalog.imageIds(batch)).containsExactly(image);
    }

    @Test
    void addsNothingToABatchThatIsGone() {
        assertThatExceptionOfType(BatchNotFound.class)
                .isThrownBy(() -> editing.addUploaded(new BatchId(UNKNOWN), List.of()));
    }

    @Test
    void deletesAnImageAlsoWhenItJoinsABatchMeanwhile() throws Exception {
        int image = api.storeScenes(705, 1).getFirst();
        BatchId batch = new BatchId(api.batch("joins", List.of()));

        CompletableFuture<Void> deletion = transaction.execute(status -> {
            editing.add(batch, List.of(image));
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> removal.delete(new ImageId(image)));
            await().atMost(Duration.ofSeconds(20)).until(this::someoneWaitsForALock);
            return running;
        });
        deletion.get(20, TimeUnit.SECONDS);

        assertThat(catalog.imageIds(batch)).isEmpty();
        api.get("/images/{id}", image).expectStatus().isNotFound();
    }

    private boolean someoneWaitsForALock() {
        return jdbc.sql("select exists (select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }
}
