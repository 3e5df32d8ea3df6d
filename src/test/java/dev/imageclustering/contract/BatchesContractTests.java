package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
class BatchesContractTests {

    private static final int UNKNOWN = 2_000_000_000;

    @Autowired
    private Api api;

    @Test
    void createsAPendingBatch() {
        List<Integer> ids = api.storeScenes(300, 2);

        JsonNode batch = Api.json(api.post(Map.of("name", "Holiday", "image_ids", ids), "/batches/")
                .expectStatus()
                .isOk());

        assertThat(batch.get("id").isInt()).isTrue();
        assertThat(batch.get("batch_name").asString()).isEqualTo("Holiday");
        assertThat(batch.get("status").asString()).isEqualTo("pending");
        assertThat(batch.get("parameters").isNull()).isTrue();
        assertThat(batch.get("image_count").asInt()).isEqualTo(2);
        assertThat(batch.get("group_count").asInt()).isZero();
        assertThat(members(batch)).containsExactlyElementsOf(ids);
        assertThat(batch.get("image_associations").get(0).propertyNames())
                .contains("image", "group_label", "quality_rank", "ranked_at", "ranking_metric");
    }

    @Test
    void createsAnEmptyBatch() {
        int id = api.batch("empty", List.of());

        assertThat(members(Api.json(api.get("/batches/{id}", id)))).isEmpty();
    }

    @Test
    void namesAnImageOnceThatIsGivenTwice() {
        int image = api.storeScenes(310, 1).getFirst();

        int id = api.batch("twice", List.of(image, image));

        assertThat(members(Api.json(api.get("/batches/{id}", id)))).containsExactly(image);
    }

    @Test
    void refusesToCreateABatchOfUnknownImages() {
        JsonNode problem = Api.json(api.post(Map.of("name", "x", "image_ids", List.of(UNKNOWN)), "/batches/")
                .expectStatus()
                .isBadRequest());

        assertThat(problem.get("detail").asString()).isEqualTo("One or more image IDs not found.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"image_ids\":[]} | name",
                "{\"name\":\"\",\"image_ids\":[]} | name",
                "{\"name\":\"a\\u0000b\",\"image_ids\":[]} | name",
                "{\"name\":\"x\"} | image_ids",
                "{\"name\":\"x\",\"image_ids\":[\"a\"]} | image_ids[0]",
                "{\"name\":\"x\",\"image_ids\":[1.5]} | image_ids[0]",
                "{\"name\":\"x\",\"image_ids\":[null]} | image_ids[0]",
                "{\"name\":{},\"image_ids\":[]} | name",
                "{\"name\":5,\"image_ids\":[]} | name",
                "not json | body",
                "[] | body",
            })
    void refusesABodyThatIsNotABatch(String body, String field) {
        JsonNode problem = Api.json(api.post(body, "/batches/")
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        assertThat(problem.get("errors").get(0).get("message").asString()).isNotBlank();
    }

    @Test
    void refusesANameThatIsTooLong() {
        api.post(Map.of("name", "n".repeat(256), "image_ids", List.of()), "/batches/")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void listsAllBatchesByIdWithTheirImages() {
        List<Integer> ids = api.storeScenes(320, 2);
        int first = api.batch("list one", ids);
        int second = api.batch("list two", List.of(ids.getFirst()));

        JsonNode all = Api.json(api.get("/batches/").expectStatus().isOk());

        assertThat(all.valueStream().map(batch -> batch.get("id").asInt()))
                .isSorted()
                .contains(first, second);
        JsonNode listed = all.valueStream()
                .filter(batch -> batch.get("id").asInt() == first)
                .findFirst()
                .orElseThrow();
        assertThat(members(listed)).containsExactlyElementsOf(ids);
    }

    @Test
    void listsPagesOfBatches() {
        int first = api.batch("page one", List.of());
        int second = api.batch("page two", List.of());

        ResponseSpec page = api.get("/batches?limit=1&after={after}", first - 1);

        page.expectHeader().value(HttpHeaders.LINK, link -> assertThat(link).contains("after=" + first));
        assertThat(Api.json(page).valueStream().map(batch -> batch.get("id").asInt()))
                .containsExactly(first);
        assertThat(Api.json(api.get("/batches?limit=1&after={after}", first))
                        .get(0)
                        .get("id")
                        .asInt())
                .isEqualTo(second);
    }

    @Test
    void renamesABatch() {
        int id = api.batch("before", List.of());

        JsonNode batch = Api.json(api.put(Map.of("name", "after"), "/batches/{id}", id)
                .expectStatus()
                .isOk());

        assertThat(batch.get("batch_name").asString()).isEqualTo("after");
    }

    @Test
    void deletesABatchAndKeepsItsImages() {
        int image = api.storeScenes(330, 1).getFirst();
        int id = api.batch("goes", List.of(image));

        JsonNode answer =
                Api.json(api.delete("/batches/{id}", id).expectStatus().isOk());

        assertThat(answer.get("message").asString()).isEqualTo("Batch ID %d deleted successfully.".formatted(id));
        api.get("/batches/{id}", id).expectStatus().isNotFound();
        api.get("/images/{id}", image).expectStatus().isOk();
    }

    @Test
    void addsImagesAndIgnoresThoseThatAreMembers() {
        List<Integer> ids = api.storeScenes(340, 3);
        int id = api.batch("grows", ids.subList(0, 2));

        JsonNode batch = Api.json(api.post(Map.of("image_ids", ids.subList(1, 3)), "/batches/{id}/images", id)
                .expectStatus()
                .isOk());

        assertThat(members(batch)).containsExactlyElementsOf(ids);
    }

    @Test
    void refusesToAddUnknownImagesAndAddsNone() {
        int image = api.storeScenes(350, 1).getFirst();
        int id = api.batch("stays", List.of());

        JsonNode problem = Api.json(api.post(Map.of("image_ids", List.of(image, UNKNOWN)), "/batches/{id}/images", id)
                .expectStatus()
                .isBadRequest());

        assertThat(problem.get("detail").asString()).isEqualTo("One or more image IDs not found.");
        assertThat(members(Api.json(api.get("/batches/{id}", id)))).isEmpty();
    }

    @Test
    void uploadsIntoABatchAndAddsDuplicatesToo() {
        int stored = api.store("stored.jpg", Pictures.jpeg(360));
        int id = api.batch("uploads", List.of());

        JsonNode batch = Api.json(api.uploadTo(
                        "/batches/" + id + "/upload-and-add",
                        List.of(
                                new File("new.jpg", Pictures.jpeg(361)),
                                new File("again.jpg", Pictures.jpeg(360)),
                                new File("words.txt", "words".getBytes(StandardCharsets.UTF_8))))
                .expectStatus()
                .isOk());

        assertThat(members(batch)).hasSize(2).contains(stored);
        assertThat(batch.get("uploads")
                        .valueStream()
                        .map(upload -> upload.get("outcome").asString()))
                .containsExactly("stored", "duplicate", "rejected");
    }

    @Test
    void refusesToUploadIntoAnUnknownBatchAndStoresNothing() {
        int before = Api.json(api.get("/images/")).size();

        api.uploadTo("/batches/" + UNKNOWN + "/upload-and-add", List.of(new File("x.jpg", Pictures.jpeg(362))))
                .expectStatus()
                .isNotFound();

        assertThat(Api.json(api.get("/images/")).size()).isEqualTo(before);
    }

    @Test
    void removesImagesByABodyAndIgnoresUnknownOnes() {
        List<Integer> ids = api.storeScenes(370, 2);
        int id = api.batch("shrinks", ids);

        JsonNode batch = Api.json(api.send(
                        HttpMethod.DELETE,
                        Map.of("image_ids", List.of(ids.getFirst(), UNKNOWN)),
                        "/batches/{id}/images",
                        id)
                .expectStatus()
                .isOk());

        assertThat(members(batch)).containsExactly(ids.get(1));
    }

    @Test
    void groupsByHandInNaturalOrder() {
        List<Integer> ids = api.storeScenes(380, 4);
        int id = api.batch("by hand", ids);

        JsonNode batch = Api.json(api.put(
                        Map.of(
                                "group_map",
                                Map.of(
                                        "Group 10", List.of(ids.get(0)),
                                        "Ungrouped", List.of(ids.get(1)),
                                        "Group 2", List.of(ids.get(2), ids.get(3)))),
                        "/batches/{id}/groups",
                        id)
                .expectStatus()
                .isOk());

        assertThat(batch.get("status").asString()).isEqualTo("complete");
        assertThat(batch.get("group_count").asInt()).isEqualTo(2);
        assertThat(members(batch)).containsExactly(ids.get(2), ids.get(3), ids.get(0), ids.get(1));
    }

    @Test
    void refusesAGroupMapThatDoesNotNameExactlyTheImages() {
        List<Integer> ids = api.storeScenes(390, 2);
        int id = api.batch("mismatch", ids);

        for (List<Integer> wrong : List.of(
                List.of(ids.get(0)),
                List.of(ids.get(0), ids.get(0), ids.get(1)),
                List.of(ids.get(0), ids.get(1), UNKNOWN))) {
            api.put(Map.of("group_map", Map.of("Group 1", wrong)), "/batches/{id}/groups", id)
                    .expectStatus()
                    .isBadRequest();
        }
        assertThat(Api.json(api.get("/batches/{id}", id)).get("status").asString())
                .isEqualTo("pending");
    }

    @Test
    void refusesALabelThatIsTooLong() {
        int id = api.batch("label", List.of());

        JsonNode problem =
                Api.json(api.put(Map.of("group_map", Map.of("l".repeat(51), List.of())), "/batches/{id}/groups", id)
                        .expectStatus()
                        .isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("message").asString()).contains("50");
    }

    @Test
    void answersWithAProblemForAnUnknownBatch() {
        assertUnknown(api.get("/batches/{id}", UNKNOWN));
        assertUnknown(api.delete("/batches/{id}", UNKNOWN));
        assertUnknown(api.put(Map.of("name", "x"), "/batches/{id}", UNKNOWN));
        assertUnknown(api.post(Map.of("image_ids", List.of()), "/batches/{id}/images", UNKNOWN));
        assertUnknown(api.send(HttpMethod.DELETE, Map.of("image_ids", List.of()), "/batches/{id}/images", UNKNOWN));
        assertUnknown(api.put(Map.of(), "/batches/{id}/analyze", UNKNOWN));
        assertUnknown(api.put(Map.of("group_map", Map.of()), "/batches/{id}/groups", UNKNOWN));
        assertUnknown(api.post("", "/batches/{id}/groups/x/rank", UNKNOWN));
    }

    private static void assertUnknown(ResponseSpec response) {
        JsonNode problem = Api.json(response.expectStatus().isNotFound());
        assertThat(problem.get("detail").asString()).isEqualTo("Batch " + UNKNOWN + " not found");
    }

    private static List<Integer> members(JsonNode batch) {
        return batch.get("image_associations")
                .valueStream()
                .map(member -> member.get("image").get("id").asInt())
                .toList();
    }
}
