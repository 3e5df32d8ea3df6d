package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.storage.ThumbnailSize;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.OnnxFiles;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A model that takes the pixels themselves for its vector, and makes nothing of a black picture. */
@ServiceTest
@TestPropertySource(properties = {"image-clustering.analysis.retries=20", "image-clustering.analysis.retry-delay=50ms"})
class EmbeddingIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EmbeddingScheduling scheduling;

    @Autowired
    private PhotoStore store;

    @Autowired
    private SchedulerClient jobs;

    @DynamicPropertySource
    static void model(DynamicPropertyRegistry registry) {
        registry.add("image-clustering.embedding.model", EmbeddingIntegrationTests::write);
    }

    private static Path write() {
        try {
            Path folder = Files.createTempDirectory("embedding-model");
            folder.toFile().deleteOnExit();
            Files.writeString(folder.resolve("pixels.properties"), "size=8");
            return Files.write(folder.resolve("pixels.onnx"), OnnxFiles.of("Flatten", -1, 3, 8, 8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @BeforeEach
    void empty() {
        api.deleteAllImages();
        scheduling.begin();
        await().atMost(PATIENCE).until(() -> status().get("state").asString().equals("in_use"));
    }

    @Test
    void embedsNewImagesInTheBackground() {
        int id = api.storeScenes(2600, 3).getFirst();

        await().atMost(PATIENCE).until(() -> status().get("done").asInt() == 3);

        assertThat(status().get("model").asString()).matches("pixels/[0-9a-f]{12}");
        assertThat(status().get("in_use")).isEqualTo(status().get("model"));
        assertThat(status().get("total").asInt()).isEqualTo(3);
        assertThat(jdbc.sql("select length(vector) from image_embeddings where image_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(8 * 8 * 3 * Float.BYTES);
    }

    @Test
    void keepsTheBuiltInDescriptorBesideTheModel() {
        int id = api.storeScenes(2610, 1).getFirst();

        await().atMost(PATIENCE).until(() -> status().get("done").asInt() == 1);

        assertThat(jdbc.sql("select feature_model from images where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("rootsift-colour-vlad/2");
    }

    @Test
    void groupsByTheVectorsInUseAndWaitsForThem() {
        List<Integer> ids = api.storeScenes(2620, 4);
        int batch = api.batch("embedded", ids);

        api.put(Map.of("min_cluster_size", 2, "min_samples", 1), "/batches/{id}/analyze", batch)
                .expectStatus()
                .isOk();

        assertThat(run(batch).get("feature_model")).isEqualTo(status().get("model"));
        assertThat(vectors(ids)).isEqualTo(4);
    }

    @Test
    void proposesByTheVectorsInUseAndVerifies() {
        List<Integer> ids = List.of(
                api.store("a.jpg", Pictures.jpeg(2630)),
                api.store("b.png", Pictures.png(2630)),
                api.store("c.jpg", Pictures.jpeg(2631)));
        int batch = api.batch("automatic", ids);

        JsonNode answer = Api.json(
                api.put(Map.of(), "/batches/{id}/analyze", batch).expectStatus().isOk());

        assertThat(run(batch).get("feature_model")).isEqualTo(status().get("model"));
        assertThat(label(answer, ids.get(0)))
                .isNotEqualTo("Ungrouped")
                .isEqualTo(label(answer, ids.get(1)))
                .isNotEqualTo(label(answer, ids.get(2)));
    }

    @Test
    void recordsAnImageThatTheModelMakesNothingOfAndDoesTheOthers() throws IOException {
        int black = api.store("black.png", black());
        List<Integer> fine = api.storeScenes(2640, 2);

        await().atMost(PATIENCE)
                .until(() -> status().get("done").asInt() == 2
                        && status().get("failed").asInt() == 1);

        assertThat(status().get("state").asString()).isEqualTo("in_use");
        int batch = api.batch("with a black one", List.of(black, fine.get(0), fine.get(1)));
        JsonNode answer =
                Api.json(api.put(Map.of("min_cluster_size", 2, "min_samples", 1), "/batches/{id}/analyze", batch)
                        .expectStatus()
                        .isOk());
        assertThat(label(answer, black)).isEqualTo("Ungrouped");
    }

    @Test
    void findsAtTheStartWhatHasNoVectorAndWhatFailed() throws IOException {
        List<Integer> ids = api.storeScenes(2650, 5);
        int black = api.store("black.png", black());
        await().atMost(PATIENCE)
                .until(() -> status().get("done").asInt() == 5
                        && status().get("failed").asInt() == 1);
        jdbc.sql("delete from image_embeddings where image_id <> ?")
                .param(black)
                .update();
        jdbc.sql("update image_embeddings set failure = 'long ago'").update();

        scheduling.begin();

        await().atMost(PATIENCE).until(() -> vectors(ids) == 5);
        await().atMost(PATIENCE).until(() -> status().get("failed").asInt() == 1);
        assertThat(jdbc.sql("select failure from image_embeddings where image_id = ?")
                        .param(black)
                        .query(String.class)
                        .single())
                .contains("no vector");
    }

    @Test
    void takesTheFileWhereTheThumbnailIsMissing() throws IOException {
        int id = api.store("thumbless.jpg", Pictures.jpeg(2660));
        await().atMost(PATIENCE).until(() -> status().get("done").asInt() == 1);
        Path large = storedThumbnail(id);
        Files.delete(large);
        jdbc.sql("delete from image_embeddings").update();

        scheduling.begin();

        await().atMost(PATIENCE).until(() -> vectors(List.of(id)) == 1);
        assertThat(large).doesNotExist();
    }

    @Test
    void triesAgainWhatFailsForAReasonThatMayPass() {
        int id = api.storeScenes(2665, 1).getFirst();
        await().atMost(PATIENCE).until(() -> status().get("done").asInt() == 1);
        notInUse();
        jdbc.sql("delete from image_embeddings").update();
        jdbc.sql("alter table image_embeddings add constraint disk_full check (image_id < 0)")
                .update();

        scheduling.begin();

        await().atMost(PATIENCE).until(() -> failuresOfBacklog() > 1);
        assertThat(status().get("failed").asInt()).as("given up").isZero();
        assertThat(status().get("state").asString()).isEqualTo("computing");
        jdbc.sql("alter table image_embeddings drop constraint disk_full").update();
        await().atMost(PATIENCE).until(() -> status().get("state").asString().equals("in_use"));
        assertThat(vectors(List.of(id))).isEqualTo(1);
    }

    @Test
    void neverUsesAModelThatFailsOnEveryImage() {
        List<Integer> ids = api.storeScenes(2667, 2);
        await().atMost(PATIENCE).until(() -> status().get("done").asInt() == 2);
        String model = status().get("model").asString();
        notInUse();
        jdbc.sql("update image_embeddings set vector = null, failure = 'made up'")
                .update();

        EmbeddingJobs.scheduleBacklog(jobs, model, Clock.systemUTC());

        await().atMost(PATIENCE).until(() -> backlogs(model) == 0);
        assertThat(status().get("state").asString()).isEqualTo("failed");
        assertThat(status().get("failed").asInt()).isEqualTo(2);
        assertThat(status().get("in_use").asString()).isEqualTo("rootsift-colour-vlad/2");
        int batch = api.batch("built-in", ids);
        api.put(Map.of(), "/batches/{id}/analyze", batch).expectStatus().isOk();
        assertThat(run(batch).get("feature_model")).isEqualTo(status().get("in_use"));
    }

    @Test
    void leavesTheBacklogOfAnotherModelToAProcessThatHasIt() {
        jdbc.sql("insert into embedding_models (model, dimension, added_at) values ('other/1', 3, now())")
                .update();

        EmbeddingJobs.scheduleBacklog(jobs, "other/1", Clock.systemUTC());

        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select execution_time > now() from scheduled_tasks"
                                + " where task_instance = 'backlog other/1' and not picked")
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
        jdbc.sql("delete from embedding_models where model = 'other/1'").update();
        jdbc.sql("update scheduled_tasks set execution_time = now() where task_instance = 'backlog other/1'")
                .update();
        await().atMost(PATIENCE).until(() -> backlogs("other/1") == 0);
    }

    @Test
    void hasABacklogDoneByAnotherProcessToo() {
        jdbc.sql("insert into embedding_models (model, dimension, added_at) values ('other/1', 3, now())")
                .update();

        api.storeScenes(2675, 1);

        await().atMost(PATIENCE).until(() -> backlogs("other/1") == 1);
        jdbc.sql("delete from embedding_models where model = 'other/1'").update();
        jdbc.sql("delete from scheduled_tasks where task_instance = 'backlog other/1'")
                .update();
    }

    @Test
    void deletesTheVectorWithItsImage() {
        int id = api.storeScenes(2670, 1).getFirst();
        await().atMost(PATIENCE).until(() -> status().get("done").asInt() == 1);

        api.delete("/images/{id}", id).expectStatus().isOk();

        assertThat(vectors(List.of(id))).isZero();
    }

    private void notInUse() {
        jdbc.sql("update embedding_models set in_use = false").update();
    }

    private int backlogs(String model) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param("backlog " + model)
                .query(Integer.class)
                .single();
    }

    private int failuresOfBacklog() {
        return jdbc.sql("select coalesce(max(consecutive_failures), 0) from scheduled_tasks"
                        + " where task_instance like 'backlog pixels/%'")
                .query(Integer.class)
                .single();
    }

    private Path storedThumbnail(int id) {
        return store.thumbnail(hash(id), ThumbnailSize.LARGE).orElseThrow();
    }

    private String hash(int id) {
        return jdbc.sql("select image_hash from images where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private JsonNode status() {
        return Api.json(api.get("/embedding-model").expectStatus().isOk());
    }

    private JsonNode run(int batch) {
        JsonNode runs =
                Api.json(api.get("/batches/{id}/runs", batch).expectStatus().isOk());
        return runs.get(0);
    }

    private int vectors(List<Integer> ids) {
        return jdbc.sql("select count(*) from image_embeddings where vector is not null and image_id in (:ids)")
                .param("ids", ids)
                .query(Integer.class)
                .single();
    }

    private static String label(JsonNode answer, int image) {
        return answer.get("image_associations")
                .valueStream()
                .filter(member -> member.get("image").get("id").asInt() == image)
                .map(member -> member.get("group_label").asString())
                .findFirst()
                .orElseThrow();
    }

    private static byte[] black() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }
}
