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

    private GroupCalls calls;
    private int rocks;
    private int flower;
    private int batch;

    @BeforeEach
    void groupPhotos() {
        calls = new GroupCalls(api);
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
        Map<Integer, String> before = GroupCalls.labels(grown);
        assertThat(fresh).allSatisfy(id -> assertThat(before.get(id)).isEqualTo("none"));

        JsonNode answer = calls.assign(batch);

        Map<Integer, String> after = GroupCalls.labels(answer);
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
        calls.add(batch, "new", PhotoEdits.recompressed(FLOWER, 0.6f));

        JsonNode answer = calls.assign(batch);

        answer.get("image_associations")
                .valueStream()
                .forEach(member -> assertThat(member.get("quality_rank").isNull())
                        .isEqualTo(member.get("group_label").asString().equals("Flowers")));
    }

    @Test
    void leavesImagesUngroupedThatCannotBeRead() {
        byte[] broken = Pictures.png(2501);
        Arrays.fill(broken, 60, broken.length, (byte) 0);
        int failed = calls.add(batch, "new", broken);

        assertThat(GroupCalls.labels(calls.assign(batch))).containsEntry(failed, "Ungrouped");
    }

    @Test
    void joinsTheGroupsOfARunAsItWouldHaveGroupedThem() {
        Map<Integer, String> before = GroupCalls.labels(Api.json(api.put(
                        Map.of("min_cluster_size", 2, "min_samples", 1, "allow_single_cluster", false),
                        "/batches/{id}/analyze",
                        batch)
                .expectStatus()
                .isOk()));
        int rocksLater = calls.add(batch, "new", PhotoEdits.recompressed(ROCKS, 0.5f));
        int cactus = calls.add(batch, "new", CACTUS);

        Map<Integer, String> after = GroupCalls.labels(calls.assign(batch));

        assertThat(after)
                .containsEntry(rocksLater, before.get(rocks))
                .containsEntry(cactus, "Ungrouped")
                .containsAllEntriesOf(before);
    }

    @Test
    void keepsOutWhatSomebodyHeldApart() {
        int rocksLater = calls.add(batch, "new", PhotoEdits.recompressed(ROCKS, 0.5f));
        calls.decide(batch, "not_similar", rocksLater, rocks);

        assertThat(GroupCalls.labels(calls.assign(batch))).containsEntry(rocksLater, "Ungrouped");
    }

    @Test
    void putsBesideItsPartnerWhatSomebodyPutThere() {
        int cactus = calls.add(batch, "new", CACTUS);
        calls.decide(batch, "similar", cactus, flower);

        JsonNode answer = calls.assign(batch);

        assertThat(GroupCalls.labels(answer)).containsEntry(cactus, "Flowers");
        assertThat(answer.get("image_associations")
                        .valueStream()
                        .filter(member -> member.at("/image/id").asInt() == cactus)
                        .map(member -> member.get("probability").asDouble()))
                .containsExactly(1.0);
    }

    @Test
    void changesNothingWhereEveryImageHasALabel() {
        Map<Integer, String> before = calls.labels(batch);

        assertThat(GroupCalls.labels(calls.assign(batch))).isEqualTo(before);
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
        calls.add(batch, "new", PhotoEdits.recompressed(ROCKS, 0.6f));
        jdbc.sql("update image_batches set status = 'processing' where id = ?")
                .param(batch)
                .update();

        api.post("", "/batches/{id}/assign", batch).expectStatus().isEqualTo(409);
    }

    @Test
    void refusesABatchThatDoesNotExist() {
        api.post("", "/batches/{id}/assign", 2_000_000_000).expectStatus().isNotFound();
    }
}
