package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.image.StoreSweeper;
import dev.imageclustering.support.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The whole service on the database and the photos of the Python system. */
class AdoptedServiceIntegrationTests {

    private static final String MOVED = "--image-clustering.storage.legacy-root=/srv/old-photos";
    private static final String WITHOUT_JOBS = "--image-clustering.jobs.enabled=false";

    private final MigratedDatabase database = new MigratedDatabase();

    @TempDir
    private Path photos;

    /** Photos 1 and 2 are of one scene, 3 and 4 of another. */
    @BeforeEach
    void fill() throws IOException {
        AdoptionTests.fill(database.jdbc());
        List<byte[]> pictures = List.of(
                Pictures.jpeg(1),
                Pictures.smallerJpeg(1, 400),
                Pictures.jpeg(2),
                Pictures.smallerJpeg(2, 400),
                Pictures.jpeg(3),
                Pictures.jpeg(4));
        Files.createDirectories(photos.resolve("uploads"));
        for (int i = 0; i < pictures.size(); i++) {
            Files.write(file(i + 1), pictures.get(i));
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void changesNoRowAndServesThePhotosFromTheirNewPlace() throws IOException {
        List<String> rows = AdoptionTests.rows(jdbc());

        try (RunningService service = start(MOVED, WITHOUT_JOBS)) {
            assertThat(service.status("/actuator/health/readiness")).isEqualTo(200);
            assertThat(service.get("/actuator/migrations").get("adoptedFrom").asString())
                    .isEqualTo("cc526443c54f");
            assertThat(service.get("/images/")
                            .valueStream()
                            .map(image -> image.get("file_path").asString()))
                    .containsExactlyInAnyOrder(
                            "uploads/photo-1.jpg",
                            "uploads/photo-2.jpg",
                            "uploads/photo-3.jpg",
                            "uploads/photo-4.jpg",
                            "uploads/photo-5.jpg",
                            "uploads/photo-6.jpg");
            assertThat(service.bytes("/images/3")).isEqualTo(Files.readAllBytes(file(3)));
            JsonNode batch = service.get("/batches/1");
            assertThat(labels(batch))
                    .containsExactlyEntriesOf(
                            new TreeMap<>(Map.of(1, "Group 1", 2, "Group 1", 3, "My beach", 4, "Ungrouped")));
            assertThat(member(batch, 1).get("quality_rank").asInt()).isEqualTo(2);
            assertThat(member(batch, 2).get("ranking_metric").asString()).isEqualTo("laplacian");
            assertThat(batch.get("parameters").get("min_cluster_size").asInt()).isEqualTo(2);
            assertThat(service.get("/batches/2").get("parameters").isNull()).isTrue();
        }

        assertThat(AdoptionTests.rows(jdbc())).isEqualTo(rows);
    }

    @Test
    void analysesThePhotosInTheBackgroundAndKeepsTheGroups() throws Exception {
        try (RunningService service = start(MOVED)) {
            await().atMost(Duration.ofSeconds(40)).until(() -> waiting() == 0);

            assertThat(jdbc().sql("select count(*) from images where analysis_state = 'complete'"
                                    + " and feature_model is not null and octet_length(features) <> 4 * 768")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(6);
            assertThat(jdbc().sql("select image_hash from images order by id")
                            .query(String.class)
                            .list())
                    .containsExactly(sha256(1), sha256(2), sha256(3), sha256(4), sha256(5), sha256(6));
            assertThat(labels(service.get("/batches/1")).values())
                    .containsExactly("Group 1", "Group 1", "My beach", "Ungrouped");
            assertThat(service.status("/images/metadata/2")).isEqualTo(200);
            assertThat(service.status("/images/thumbnail/3")).isEqualTo(200);
        }
    }

    @Test
    void groupsThePhotos() {
        try (RunningService service = start(MOVED)) {
            JsonNode batch = service.put(
                    "/batches/1/analyze", "{\"min_cluster_size\": 2, \"min_samples\": 1, \"metric\": \"cosine\"}");

            Map<Integer, String> labels = labels(batch);
            assertThat(labels.get(1)).startsWith("Group").isEqualTo(labels.get(2));
            assertThat(labels.get(3))
                    .isNotEqualTo("Ungrouped")
                    .isEqualTo(labels.get(4))
                    .isNotEqualTo(labels.get(1));
        }
    }

    @Test
    void findsThePhotosWhereTheyAlwaysWereWithoutASetting() {
        jdbc().sql("update images set file_path = replace(file_path, '/srv/old-photos', ?)")
                .param(photos.toAbsolutePath().toString())
                .update();

        try (RunningService service = start(WITHOUT_JOBS)) {
            assertThat(service.status("/images/1")).isEqualTo(200);
            assertThat(service.get("/images/").get(0).get("file_path").asString())
                    .startsWith("uploads/photo-");
        }
    }

    @Test
    void neverShowsOrFollowsAPathThatIsOutsideOfTheStore() {
        try (RunningService service = start(WITHOUT_JOBS)) {
            assertThat(service.get("/images/")
                            .valueStream()
                            .map(image -> image.get("file_path").asString()))
                    .allSatisfy(path -> assertThat(path).startsWith("elsewhere/photo-"));
            assertThat(service.status("/images/1")).isEqualTo(404);
        }
    }

    @Test
    void sweepsNoFileThatARowNamesNorAnyThatIsNotItsOwn() throws IOException {
        String hash = "cd".repeat(32);
        Path named = write("originals/cd/cd/" + hash + ".jpg");
        Path foreign = write("thumbnails/photo-1.jpg");
        Path unnamed = write("originals/ef/ef/" + "ef".repeat(32) + ".jpg");
        jdbc().sql("update images set file_path = '/srv/old-photos/originals/cd/cd/' || ? || '.jpg' where id = 6")
                .param(hash)
                .update();

        try (RunningService service = start(MOVED, WITHOUT_JOBS)) {
            // Moved by the sweep that every start makes.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.exists(photos.resolve("trash").resolve(unnamed.getFileName())));
            service.bean(StoreSweeper.class).deleteUnnamed();
        }

        assertThat(unnamed).doesNotExist();
        assertThat(named).exists();
        assertThat(foreign).exists();
        assertThat(file(1)).exists();
    }

    @Test
    void analysesPhotosWhoseTagsAreNoList() {
        List<String> stored = List.of("\"sea\"", "7", "{\"sea\": 1}", "[\"sea\", 7, null, [\"x\"]]", "null", "true");
        for (int i = 0; i < stored.size(); i++) {
            jdbc().sql("update images set tags = ?::jsonb where id = ?")
                    .params(stored.get(i), i + 1)
                    .update();
        }

        try (RunningService service = start(MOVED)) {
            await().atMost(Duration.ofSeconds(40)).until(() -> waiting() == 0);

            assertThat(jdbc().sql("select distinct analysis_state from images")
                            .query(String.class)
                            .list())
                    .containsExactly("complete");
            assertThat(service.status("/images/metadata/1")).isEqualTo(200);
        }
    }

    @Test
    void deletesTheFileOfADeletedPhoto() {
        try (RunningService service = start(MOVED, WITHOUT_JOBS)) {
            assertThat(service.delete("/images/5")).isEqualTo(200);
        }

        assertThat(file(5)).doesNotExist();
        assertThat(file(6)).exists();
    }

    private RunningService start(String... arguments) {
        return RunningService.start(database.scratch(), photos, arguments);
    }

    private int waiting() {
        return jdbc().sql("select count(*) from images where analysis_state = 'pending'")
                .query(Integer.class)
                .single();
    }

    private static Map<Integer, String> labels(JsonNode batch) {
        Map<Integer, String> labels = new TreeMap<>();
        batch.get("image_associations")
                .forEach(member -> labels.put(
                        member.get("image").get("id").asInt(),
                        member.get("group_label").asString()));
        return labels;
    }

    private static JsonNode member(JsonNode batch, int image) {
        return batch.get("image_associations")
                .valueStream()
                .filter(member -> member.get("image").get("id").asInt() == image)
                .findFirst()
                .orElseThrow();
    }

    private Path write(String relative) throws IOException {
        Path file = photos.resolve(relative);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[] {1});
    }

    private Path file(int number) {
        return photos.resolve("uploads/photo-" + number + ".jpg");
    }

    private String sha256(int number) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file(number))));
    }

    private JdbcClient jdbc() {
        return database.jdbc();
    }
}
