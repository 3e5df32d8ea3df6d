package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.PhotoEdits;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class DecisionsIntegrationTests {

    private static final Map<String, Object> PAIRS = Map.of("min_cluster_size", 2, "min_samples", 1);
    private static final int UNKNOWN = 2_000_000_000;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private List<Integer> rocks;
    private List<Integer> flowers;
    private int cactus;
    private int other;
    private int batch;

    @BeforeEach
    void storePhotos() {
        api.deleteAllImages();
        rocks = copies("el-torcal-rocks");
        flowers = copies("polemonium-reptans");
        byte[] photo = PhotoEdits.photo("notocactus-minimus");
        cactus = api.store("cactus.jpg", photo);
        other = api.store("other.jpg", PhotoEdits.scaled(photo, 0.7));
        List<Integer> all = new ArrayList<>(rocks);
        all.addAll(flowers);
        all.add(cactus);
        all.add(other);
        batch = api.batch("decisions", all);
    }

    private List<Integer> copies(String name) {
        byte[] photo = PhotoEdits.photo(name);
        return List.of(
                api.store("photo.jpg", photo),
                api.store("small.jpg", PhotoEdits.scaled(photo, 0.7)),
                api.store("coarse.jpg", PhotoEdits.recompressed(photo, 0.4f)));
    }

    @Test
    void keepsImagesTogetherThatAPersonCallsSimilar() {
        assertThat(groups(analyze()).values()).containsExactly(rocks, flowers, List.of(cactus, other));

        JsonNode decided = decide("similar", rocks.getFirst(), cactus);

        assertThat(decided).hasSize(1);
        assertThat(decided.get(0).get("kind").asString()).isEqualTo("similar");
        assertThat(decided.get(0).get("source").asString()).isEqualTo("api");
        assertThat(decided.get(0).get("decided_at").asString()).endsWith("Z");
        JsonNode after = analyze();
        assertThat(groups(after).values())
                .contains(flowers, List.of(rocks.get(0), rocks.get(1), rocks.get(2), cactus, other));
        assertThat(probability(after, cactus)).isEqualTo(1);
    }

    @Test
    void keepsImagesApartThatAPersonCallsNotSimilar() {
        decide("not_similar", rocks.get(0), rocks.get(2));

        Map<String, List<Integer>> groups = groups(analyze());

        assertThat(groups.values()).noneMatch(group -> group.contains(rocks.get(0)) && group.contains(rocks.get(2)));
        assertThat(groups.values()).contains(flowers);
    }

    @Test
    void remembersWhatWasMovedByHand() {
        analyze();
        List<Integer> stayed = List.of(rocks.get(0), rocks.get(1));
        List<Integer> joined = List.of(rocks.get(2), flowers.get(0), flowers.get(1), flowers.get(2));
        regroup(Map.of("Group 1", stayed, "Group 2", joined, "Group 3", List.of(cactus, other)));

        assertThat(decisions()
                        .valueStream()
                        .map(decision -> decision.get("source").asString()))
                .containsOnly("manual")
                .hasSize(3);
        assertThat(groups(analyze()).values()).contains(stayed, joined);
    }

    @Test
    void remembersAMergeAndASplit() {
        analyze();
        List<Integer> merged = new ArrayList<>(rocks);
        merged.add(flowers.get(0));
        merged.add(flowers.get(1));
        regroup(Map.of("All", merged, "Group 3", List.of(cactus, other), "Ungrouped", List.of(flowers.get(2))));

        Map<String, List<Integer>> groups = groups(analyze());

        assertThat(groups.values()).contains(merged);
        assertThat(groups.get("Ungrouped")).containsExactly(flowers.get(2));
    }

    @Test
    void decidesNothingWhenGroupsOnlyGetNames() {
        analyze();

        regroup(Map.of("Rocks", rocks, "Flowers", flowers, "Cacti", List.of(cactus, other)));

        assertThat(decisions()).isEmpty();
    }

    @Test
    void letsTheNewestWordCountAndForgetsWhatItContradicts() {
        decide("similar", rocks.get(0), rocks.get(1), cactus);
        decide("not_similar", rocks.get(1), cactus);

        JsonNode left = decisions();

        assertThat(left.valueStream().map(decision -> decision.get("kind").asString()))
                .containsExactly("similar", "not_similar");
        assertThat(groups(analyze()).values())
                .noneMatch(group -> group.contains(rocks.get(1)) && group.contains(cactus));
    }

    @Test
    void hasOneWordOnAPair() {
        decide("similar", rocks.get(0), cactus);
        decide("similar", cactus, rocks.get(0));

        assertThat(decisions()).hasSize(1);
    }

    @Test
    void takesADecisionBack() {
        int decision = decide("similar", rocks.get(0), cactus).get(0).get("id").asInt();

        api.delete("/batches/{id}/decisions/{decision}", batch, decision)
                .expectStatus()
                .isNoContent();

        assertThat(decisions()).isEmpty();
        assertThat(groups(analyze()).values()).containsExactly(rocks, flowers, List.of(cactus, other));
        api.delete("/batches/{id}/decisions/{decision}", batch, decision)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void losesTheDecisionsOfAnImageThatIsDeleted() {
        decide("not_similar", rocks.get(0), rocks.get(1), cactus);

        api.delete("/images/{id}", cactus).expectStatus().isOk();

        assertThat(decisions()).hasSize(1);
        api.delete("/batches/{id}", batch).expectStatus().isOk();
        assertThat(jdbc.sql("select count(*) from image_decisions")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void findsTheDecisionsOfAnImageAgainThatReturns() {
        decide("similar", rocks.get(0), cactus);
        Map<String, Object> left = Map.of("image_ids", List.of(cactus));
        api.send(HttpMethod.DELETE, left, "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();
        assertThat(groups(analyze()).values()).contains(rocks);

        api.post(left, "/batches/{id}/images", batch).expectStatus().isOk();

        assertThat(groups(analyze()).values())
                .anyMatch(group -> group.contains(cactus) && group.contains(rocks.get(0)));
    }

    @Test
    void listsPageByPage() {
        decide("not_similar", rocks.get(0), rocks.get(1), rocks.get(2));

        var first =
                api.get("/batches/{id}/decisions?limit=2", batch).expectBody().returnResult();
        String link = Objects.requireNonNull(first.getResponseHeaders().getFirst("Link"));
        JsonNode rest = Api.json(api.get(link.substring(link.indexOf("/batches"), link.indexOf('>'))));

        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).get("image_ids").valueStream().map(JsonNode::asInt))
                .containsExactly(rocks.get(1), rocks.get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"similar\"}                       | image_ids",
                "{\"image_ids\":[1,2]}                        | kind",
                "{\"kind\":\"perhaps\",\"image_ids\":[1,2]}   | kind",
                "{\"kind\":\"similar\",\"image_ids\":[1]}     | image_ids",
                "{\"kind\":\"similar\",\"image_ids\":[1,1]}   | image_ids",
                "{\"kind\":\"similar\",\"image_ids\":[1,null]}| image_ids"
            })
    void refusesWhatIsNoDecision(String body, String field) {
        JsonNode problem = Api.json(
                api.post(body, "/batches/{id}/decisions", batch).expectStatus().isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).startsWith(field);
    }

    @Test
    void refusesToTellTooManyImagesApart() {
        Map<String, Object> body = Map.of(
                "kind",
                "not_similar",
                "image_ids",
                IntStream.range(0, 101).boxed().toList());

        api.post(body, "/batches/{id}/decisions", batch).expectStatus().isEqualTo(422);
    }

    @Test
    void refusesImagesThatAreNotInTheBatch() {
        int outside = api.store("outside.jpg", Pictures.jpeg(2400));
        Map<String, Object> body = Map.of("kind", "similar", "image_ids", List.of(cactus, outside));

        JsonNode problem = Api.json(
                api.post(body, "/batches/{id}/decisions", batch).expectStatus().isBadRequest());

        assertThat(problem.get("detail").asString()).isEqualTo("Image %d is not in batch %d".formatted(outside, batch));
        assertThat(decisions()).isEmpty();
    }

    @Test
    void knowsNoDecisionsOfABatchThatDoesNotExist() {
        Map<String, Object> body = Map.of("kind", "similar", "image_ids", List.of(1, 2));

        api.get("/batches/{id}/decisions", UNKNOWN).expectStatus().isNotFound();
        api.post(body, "/batches/{id}/decisions", UNKNOWN).expectStatus().isNotFound();
        api.delete("/batches/{id}/decisions/1", UNKNOWN).expectStatus().isNotFound();
        api.get("/batches/{id}/decisions?limit=0", batch).expectStatus().isEqualTo(422);
    }

    private JsonNode analyze() {
        return Api.json(
                api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk());
    }

    private void regroup(Map<String, List<Integer>> groups) {
        api.put(Map.of("group_map", groups), "/batches/{id}/groups", batch)
                .expectStatus()
                .isOk();
    }

    private JsonNode decide(String kind, Integer... images) {
        return Api.json(api.post(Map.of("kind", kind, "image_ids", List.of(images)), "/batches/{id}/decisions", batch)
                .expectStatus()
                .isCreated());
    }

    private JsonNode decisions() {
        return Api.json(api.get("/batches/{id}/decisions", batch).expectStatus().isOk());
    }

    private static double probability(JsonNode answer, int image) {
        return answer.get("image_associations")
                .valueStream()
                .filter(member -> member.at("/image/id").asInt() == image)
                .findFirst()
                .orElseThrow()
                .get("probability")
                .asDouble();
    }

    private static Map<String, List<Integer>> groups(JsonNode answer) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        answer.get("image_associations")
                .valueStream()
                .forEach(member -> groups.computeIfAbsent(
                                member.get("group_label").asString(), label -> new ArrayList<>())
                        .add(member.at("/image/id").asInt()));
        groups.values().forEach(group -> group.sort(Integer::compare));
        return groups;
    }
}
