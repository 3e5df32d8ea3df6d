package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(properties = {"image-clustering.analysis.retries=2", "image-clustering.analysis.retry-delay=50ms"})
class AnalysisIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AnalysisScheduling scheduling;

    @Value("${image-clustering.storage.root}")
    private Path root;

    @Test
    void analysesAnUploadedImageInTheBackground() {
        int id = api.store("photo.jpg", Pictures.jpeg(1300));

        await().atMost(PATIENCE).until(() -> state(id).equals("complete"));

        Map<String, Object> row = row(id);
        assertThat(row)
                .containsEntry("width", 480)
                .containsEntry("height", 360)
                .containsEntry("has_thumbnail", true)
                .containsEntry("quality_metric", "technical")
                .containsEntry("feature_model", "rootsift-colour-vlad/2");
        assertThat(row.get("perceptual_hash")).isNotNull();
        assertThat(lengthOf((byte[]) row.get("features"))).isBetween(0.999, 1.001);
    }

    private static double lengthOf(byte[] features) {
        ByteBuffer values = ByteBuffer.wrap(features).order(ByteOrder.LITTLE_ENDIAN);
        double squares = 0;
        while (values.hasRemaining()) {
            float value = values.getFloat();
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    @Test
    void showsThatAnImageCannotBeAnalysedAndGroupsTheOthers() {
        byte[] broken = Pictures.png(1301);
        java.util.Arrays.fill(broken, 60, broken.length, (byte) 0);
        int failed = api.store("broken.png", broken);
        List<Integer> fine = api.storeScenes(1302, 2);

        await().atMost(PATIENCE).until(() -> state(failed).equals("failed"));

        JsonNode image =
                Api.json(api.get("/images/?limit=1&after={after}", failed - 1)).get(0);
        assertThat(image.get("analysis_state").asString()).isEqualTo("failed");
        assertThat(image.get("analysis_failure").asString()).isNotBlank();
        api.get("/images/{id}", failed).expectStatus().isOk();
        api.get("/images/thumbnail/{id}", failed).expectStatus().isEqualTo(422);
        api.get("/images/quality/{id}", failed).expectStatus().isEqualTo(422);
        int batch = api.batch("with a broken one", List.of(failed, fine.get(0), fine.get(1)));
        JsonNode answer =
                Api.json(api.put(Map.of("min_cluster_size", 2, "min_samples", 1), "/batches/{id}/analyze", batch)
                        .expectStatus()
                        .isOk());
        assertThat(answer.get("status").asString()).isEqualTo("complete");
        assertThat(answer.get("image_associations")
                        .valueStream()
                        .filter(member -> member.get("image").get("id").asInt() == failed)
                        .map(member -> member.get("group_label").asString()))
                .containsExactly("Ungrouped");
    }

    @Test
    void ranksAGroupWithAnImageThatCannotBeAnalysed() {
        byte[] broken = Pictures.png(1305);
        java.util.Arrays.fill(broken, 60, broken.length, (byte) 0);
        int failed = api.store("broken.png", broken);
        int fine = api.store("fine.jpg", Pictures.jpeg(1306));
        int batch = api.batch("ranked", List.of(failed, fine));
        api.put(Map.of("group_map", Map.of("Group 1", List.of(failed, fine))), "/batches/{id}/groups", batch);

        JsonNode answer = Api.json(api.post("", "/batches/{id}/groups/Group 1/rank", batch)
                .expectStatus()
                .isOk());

        JsonNode members = answer.get("image_associations");
        assertThat(members.get(0).get("image").get("id").asInt()).isEqualTo(fine);
        assertThat(members.get(0).get("quality_rank").asInt()).isEqualTo(1);
        assertThat(members.get(1).get("quality_rank").isNull()).isTrue();
    }

    @Test
    void givesUpAfterTheRetriesAndRecordsTheReason() {
        int id = insertImage("no-such-file.jpg", "0".repeat(64));

        scheduling.scheduleBacklog();

        await().atMost(PATIENCE).until(() -> state(id).equals("failed"));
        assertThat((String) row(id).get("analysis_failure")).contains("missing").contains("after 3 attempts");
        assertThat(jobs(id)).isZero();
    }

    @Test
    void findsAnImageWhoseJobWasLost() throws Exception {
        Files.write(root.resolve("old.jpg"), Pictures.jpeg(1310));
        int id = insertImage("old.jpg", "legacy-1310");

        scheduling.scheduleBacklog();

        await().atMost(PATIENCE).until(() -> state(id).equals("complete"));
        assertThat((String) row(id).get("image_hash"))
                .as("the stand-in of a migration is replaced")
                .hasSize(64);
    }

    @Test
    void analysesAgainWhatAnotherModelDescribed() {
        int id = api.store("other-model.jpg", Pictures.jpeg(1311));
        await().atMost(PATIENCE).until(() -> state(id).equals("complete"));
        jdbc.sql("update images set feature_model = 'clip/1', features = '\\x00' where id = :id")
                .param("id", id)
                .update();

        scheduling.scheduleBacklog();

        await().atMost(PATIENCE).until(() -> row(id).get("feature_model"), "rootsift-colour-vlad/2"::equals);
    }

    @Test
    void takesTheUploadBackWhenItsJobCannotBeStored() {
        jdbc.sql("alter table scheduled_tasks rename to hidden_tasks").update();
        try {
            api.upload(new File("no-job.jpg", Pictures.jpeg(1312)))
                    .expectStatus()
                    .isEqualTo(500);
        } finally {
            jdbc.sql("alter table hidden_tasks rename to scheduled_tasks").update();
        }

        JsonNode again = Api.json(api.upload(new File("no-job.jpg", Pictures.jpeg(1312))))
                .get(0);
        assertThat(again.get("outcome").asString()).isEqualTo("stored");
    }

    private int insertImage(String path, String hash) {
        return jdbc.sql("insert into images (filename, original_filename, file_path, image_hash, analysis_state)"
                        + " values (:path, :path, :path, :hash, 'pending') returning id")
                .param("path", path)
                .param("hash", hash)
                .query(Integer.class)
                .single();
    }

    private int jobs(int id) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_instance = :id")
                .param("id", String.valueOf(id))
                .query(Integer.class)
                .single();
    }

    private String state(int id) {
        return (String) row(id).get("analysis_state");
    }

    private Map<String, Object> row(int id) {
        return jdbc.sql("select * from images where id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }
}
