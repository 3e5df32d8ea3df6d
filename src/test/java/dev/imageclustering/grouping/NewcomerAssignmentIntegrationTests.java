package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.PhotoEdits;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class NewcomerAssignmentIntegrationTests {

    private static final byte[] ROCKS = PhotoEdits.photo("el-torcal-rocks");
    private static final byte[] FLOWER = PhotoEdits.photo("polemonium-reptans");
    private static final byte[] CACTUS = PhotoEdits.photo("notocactus-minimus");

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private int rocks;
    private int flower;
    private int batch;

    @BeforeEach
    void groupPhotos() {
        api.deleteAllImages();
        rocks = api.store("rocks.jpg", ROCKS);
        flower = api.store("flower.jpg", FLOWER);
        int rocksAgain = api.store("rocks-again.jpg", PhotoEdits.scaled(ROCKS, 0.7));
        int flowerAgain = api.store("flower-again.jpg", PhotoEdits.scaled(FLOWER, 0.7));
        batch = api.batch("grows", List.of(rocks, rocksAgain, flower, flowerAgain));
        api.put(
                        Map.of(
                                "group_map",
                                Map.of("Rocks", List.of(rocks, rocksAgain), "Flowers", List.of(flower, flowerAgain))),
                        "/batches/{id}/groups",
                        batch)
                .expectStatus()
                .isOk();
    }

    @Test
    void putsNewImagesIntoTheGroupsThereAre() {
        JsonNode grown = Api.json(api.uploadTo(
                        "/batches/%d/upload-and-add".formatted(batch),
                        List.of(
                                new File("rocks.jpg", PhotoEdits.cropped(ROCKS, 0.05)),
                                new File("flower.jpg", PhotoEdits.recompressed(FLOWER, 0.5f)),
                                new File("cactus.jpg", CACTUS)))
                .expectStatus()
                .isOk());
        List<Integer> fresh = grown.get("uploads")
                .valueStream()
                .map(upload -> upload.get("id").asInt())
                .toList();
        Map<Integer, String> before = labels(grown);
        assertThat(fresh).allSatisfy(id -> assertThat(before.get(id)).isEqualTo("none"));

        JsonNode answer = assign();

        Map<Integer, String> after = labels(answer);
        assertThat(fresh.stream().map(after::get)).containsExactly("Rocks", "Flowers", "Ungrouped");
        before.keySet().removeAll(fresh);
        assertThat(after).containsAllEntriesOf(before);
        assertThat(answer.get("status").asString()).isEqualTo("complete");
        answer.get("image_associations")
                .valueStream()
                .filter(member -> fresh.contains(member.at("/image/id").asInt()))
                .forEach(member ->
                        assertThat(member.get("probability").asDouble()).isBetween(0.0, 1.0));
    }

    @Test
    void voidsTheRanksOfAGroupThatAnImageJoinsAndKeepsTheOthers() {
        api.post("", "/batches/{id}/groups/Rocks/rank", batch).expectStatus().isOk();
        api.post("", "/batches/{id}/groups/Flowers/rank", batch).expectStatus().isOk();
        add(PhotoEdits.recompressed(FLOWER, 0.6f));

        JsonNode answer = assign();

        answer.get("image_associations")
                .valueStream()
                .forEach(member -> assertThat(member.get("quality_rank").isNull())
                        .isEqualTo(member.get("group_label").asString().equals("Flowers")));
    }

    @Test
    void leavesImagesUngroupedThatCannotBeRead() {
        byte[] broken = Pictures.png(2501);
        Arrays.fill(broken, 60, broken.length, (byte) 0);
        int failed = add(broken);

        assertThat(labels(assign())).containsEntry(failed, "Ungrouped");
    }

    @Test
    void joinsTheGroupsOfARunAsItWouldHaveGroupedThem() {
        Map<Integer, String> before = labels(Api.json(api.put(
                        Map.of("min_cluster_size", 2, "min_samples", 1, "allow_single_cluster", false),
                        "/batches/{id}/analyze",
                        batch)
                .expectStatus()
                .isOk()));
        int rocksLater = add(PhotoEdits.recompressed(ROCKS, 0.5f));
        int cactus = add(CACTUS);

        Map<Integer, String> after = labels(assign());

        assertThat(after)
                .containsEntry(rocksLater, before.get(rocks))
                .containsEntry(cactus, "Ungrouped")
                .containsAllEntriesOf(before);
    }

    @Test
    void keepsOutWhatSomebodyHeldApart() {
        int rocksLater = add(PhotoEdits.recompressed(ROCKS, 0.5f));
        decide("not_similar", rocksLater, rocks);

        assertThat(labels(assign())).containsEntry(rocksLater, "Ungrouped");
    }

    @Test
    void putsBesideItsPartnerWhatSomebodyPutThere() {
        int cactus = add(CACTUS);
        decide("similar", cactus, flower);

        JsonNode answer = assign();

        assertThat(labels(answer)).containsEntry(cactus, "Flowers");
        assertThat(answer.get("image_associations")
                        .valueStream()
                        .filter(member -> member.at("/image/id").asInt() == cactus)
                        .map(member -> member.get("probability").asDouble()))
                .containsExactly(1.0);
    }

    @Test
    void changesNothingWhereEveryImageHasALabel() {
        JsonNode before = Api.json(api.get("/batches/{id}", batch));

        assertThat(assign()).isEqualTo(before);
    }

    @Test
    void changesNothingInAnEmptyBatch() {
        int empty = api.batch("empty", List.of());

        JsonNode answer = Api.json(
                api.post("", "/batches/{id}/assign", empty).expectStatus().isOk());

        assertThat(answer.get("status").asString()).isEqualTo("pending");
    }

    @Test
    void refusesABatchThatWasNeverGrouped() {
        int fresh = api.batch("never grouped", List.of(rocks, flower));

        JsonNode problem = Api.json(
                api.post("", "/batches/{id}/assign", fresh).expectStatus().isEqualTo(409));

        assertThat(problem.get("type").asString()).endsWith("nothing-to-join");
    }

    @Test
    void refusesABatchThatIsBeingAnalyzed() {
        add(PhotoEdits.recompressed(ROCKS, 0.6f));
        jdbc.sql("update image_batches set status = 'processing' where id = ?")
                .param(batch)
                .update();

        api.post("", "/batches/{id}/assign", batch).expectStatus().isEqualTo(409);
    }

    @Test
    void refusesABatchThatDoesNotExist() {
        api.post("", "/batches/{id}/assign", 2_000_000_000).expectStatus().isNotFound();
    }

    private int add(byte[] photo) {
        int id = api.store("new.jpg", photo);
        api.post(Map.of("image_ids", List.of(id)), "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();
        return id;
    }

    private void decide(String kind, int a, int b) {
        api.post(Map.of("kind", kind, "image_ids", List.of(a, b)), "/batches/{id}/decisions", batch)
                .expectStatus()
                .is2xxSuccessful();
    }

    private JsonNode assign() {
        return Api.json(
                api.post("", "/batches/{id}/assign", batch).expectStatus().isOk());
    }

    private static Map<Integer, String> labels(JsonNode answer) {
        Map<Integer, String> labels = new TreeMap<>();
        answer.get("image_associations")
                .valueStream()
                .forEach(member -> labels.put(
                        member.at("/image/id").asInt(),
                        member.get("group_label").asString("none")));
        return labels;
    }
}
