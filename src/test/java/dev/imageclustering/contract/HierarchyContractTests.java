package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import dev.imageclustering.support.Shots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@ServiceTest
class HierarchyContractTests {

    private static final int UNKNOWN = 2_000_000_000;
    private static final Map<String, Object> PAIRS = Map.of("min_cluster_size", 2, "min_samples", 1);

    @Autowired
    private Api api;

    @Test
    void cutsRealPhotosFinerAndCoarser() throws IOException {
        Map<String, Integer> photos = examples();
        int batch = analyzed(List.copyOf(photos.values()));

        Map<String, Set<Integer>> fine = groups(turn(batch, 0));
        Map<String, Set<Integer>> coarse = groups(turn(batch, 0.9));

        assertThat(fine.values()).containsExactly(ids(photos, "bridge-1", "bridge-3-smaller"));
        assertThat(coarse.values())
                .contains(ids(photos, "bridge-1", "bridge-2-blurred", "bridge-3-smaller"))
                .contains(ids(photos, "hill-1", "hill-2", "hill-3"));
    }

    @Test
    void nestsTheGroupsOfAValueInThoseOfAGreaterOne() throws IOException {
        int batch = analyzed(List.copyOf(examples().values()));

        Map<String, Set<Integer>> before = Map.of();
        for (double value = 0; value <= 1; value += 0.125) {
            Map<String, Set<Integer>> now = groups(turn(batch, value));
            assertThat(before.values())
                    .allMatch(group -> now.values().stream().anyMatch(larger -> larger.containsAll(group)));
            before = now;
        }
        assertThat(before).isNotEmpty();
    }

    @Test
    void keepsTheLabelOfTheGroupThatOverlapsMost() {
        List<Integer> ids = Shots.ofScenes(api, 800, 3);
        int batch = analyzed(ids);
        Map<String, Set<Integer>> before = groups(Api.json(api.get("/batches/{id}", batch)));

        Map<String, Set<Integer>> after = groups(turn(batch, 0.3));

        assertThat(before).hasSize(3);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void keepsTheParametersOfTheAnalysisAndARunOfTheCut() {
        int batch = analyzed(Shots.ofScenes(api, 810, 2));

        JsonNode answer = turn(batch, 0.25);

        assertThat(answer.get("status").asString()).isEqualTo("complete");
        assertThat(answer.get("parameters").propertyNames())
                .containsExactlyInAnyOrder("min_cluster_size", "min_samples", "metric");
        JsonNode run = Api.json(api.get("/batches/{id}/runs", batch)).get(1);
        assertThat(run.get("kind").asString()).isEqualTo("cut");
        assertThat(run.get("state").asString()).isEqualTo("complete");
        assertThat(run.get("parameters").get("granularity").asDouble()).isEqualTo(0.25);
        assertThat(run.get("group_count").asInt()).isEqualTo(2);
    }

    @Test
    void tellsWhereTheDialStands() {
        int batch = analyzed(Shots.ofScenes(api, 820, 2));
        JsonNode before = Api.json(api.get("/batches/{id}/granularity", batch));

        api.put("{\"value\":0.5,\"min_group_size\":3}", "/batches/{id}/granularity", batch)
                .expectStatus()
                .isOk();

        JsonNode after = Api.json(api.get("/batches/{id}/granularity", batch));
        assertThat(before.get("value").isNull()).isTrue();
        assertThat(after.get("value").asDouble()).isEqualTo(0.5);
        assertThat(after.get("min_group_size").asInt()).isEqualTo(3);
        assertThat(after.get("distance").asDouble())
                .isCloseTo(
                        (after.get("nearest_distance").asDouble()
                                        + after.get("farthest_distance").asDouble())
                                / 2,
                        within(1e-12));
        assertThat(after.get("analysis").asInt()).isEqualTo(before.get("run").asInt());
    }

    @Test
    void leavesOutGroupsThatAreTooSmall() {
        List<Integer> ids = new ArrayList<>(Shots.ofScenes(api, 830, 1));
        ids.addAll(Shots.ofScenes(api, 831, 1).subList(0, 2));
        int batch = analyzed(ids);

        JsonNode answer = Api.json(api.put("{\"value\":0.3,\"min_group_size\":3}", "/batches/{id}/granularity", batch));

        assertThat(groups(answer).values()).containsExactly(Set.copyOf(ids.subList(0, 3)));
    }

    @Test
    void cutsWhatIsLeftOfABatch() {
        List<Integer> ids = Shots.ofScenes(api, 835, 2);
        int batch = analyzed(ids);
        api.send(HttpMethod.DELETE, Map.of("image_ids", ids.subList(0, 2)), "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();
        int late = api.store("late.jpg", Pictures.jpeg(839));
        api.post(Map.of("image_ids", List.of(late)), "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();

        JsonNode answer = turn(batch, 0.3);

        assertThat(groups(answer).values()).containsExactly(Set.copyOf(ids.subList(3, 6)));
        assertThat(label(answer, ids.get(2))).isEqualTo("Ungrouped");
        assertThat(label(answer, late)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"value\":-0.01} | value",
                "{\"value\":1.01} | value",
                "{\"value\":\"NaN\"} | value",
                "{} | value",
                "{\"value\":0.5,\"min_group_size\":1} | min_group_size",
            })
    void refusesAValueThatIsNotOnTheDial(String body, String field) {
        int batch = api.batch("dial", List.of());

        JsonNode problem = Api.json(
                api.put(body, "/batches/{id}/granularity", batch).expectStatus().isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
    }

    @Test
    void refusesWithoutAnAnalysisToCut() {
        List<Integer> ids = api.storeScenes(840, 2);
        int batch = api.batch("never", ids);

        JsonNode problem = Api.json(api.put("{\"value\":0.5}", "/batches/{id}/granularity", batch)
                .expectStatus()
                .isEqualTo(409));

        assertThat(problem.get("type").asString()).endsWith("never-grouped");
        api.get("/batches/{id}/granularity", batch).expectStatus().isEqualTo(409);
        api.get("/batches/{id}/hierarchy", batch).expectStatus().isEqualTo(409);
        api.get("/batches/{id}/explain?a={a}&b={b}", batch, ids.get(0), ids.get(1))
                .expectStatus()
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/batches/{id}/granularity",
                "/batches/{id}/hierarchy",
                "/batches/{id}/explain?a=1&b=2",
                "/batches/{id}/runs/1/diff?with=2"
            })
    void knowsNothingOfAnUnknownBatch(String uri) {
        JsonNode problem = Api.json(api.get(uri, UNKNOWN).expectStatus().isNotFound());

        assertThat(problem.get("detail").asString()).isEqualTo("Batch %d not found".formatted(UNKNOWN));
    }

    @Test
    void answersWithTheTreeOfGroups() {
        List<Integer> ids = Shots.ofScenes(api, 850, 2);
        int single = api.store("single.jpg", Pictures.jpeg(855));
        List<Integer> all = new ArrayList<>(ids);
        all.add(single);
        int batch = analyzed(all);

        JsonNode tree = Api.json(
                api.get("/batches/{id}/hierarchy", batch).expectStatus().isOk());

        assertThat(tree.get("image_count").asInt()).isEqualTo(7);
        assertThat(tree.get("complete").asBoolean()).isTrue();
        JsonNode root = tree.get("nodes").get(0);
        assertThat(root.get("parent").isNull()).isTrue();
        assertThat(root.get("size").asInt()).isEqualTo(7);
        assertThat(images(tree)).containsExactlyInAnyOrderElementsOf(all);
        List<Set<Integer>> leaves = tree.get("nodes")
                .valueStream()
                .filter(node -> node.get("children").asInt() == 0)
                .map(node -> Set.copyOf(ints(node.get("images"))))
                .toList();
        assertThat(leaves).contains(Set.copyOf(ids.subList(0, 3)), Set.copyOf(ids.subList(3, 6)));
    }

    @Test
    void answersWithAsMuchOfTheTreeAsIsAskedFor() {
        List<Integer> ids = Shots.ofScenes(api, 860, 3);
        int batch = analyzed(ids);

        JsonNode top = Api.json(api.get("/batches/{id}/hierarchy?depth=1&image_limit=4", batch));

        JsonNode root = top.get("nodes").get(0);
        assertThat(top.get("nodes").size()).isEqualTo(1);
        assertThat(top.get("complete").asBoolean()).isFalse();
        assertThat(root.get("images").size()).isEqualTo(4);
        assertThat(root.get("images_left_off").asInt()).isEqualTo(5);
        JsonNode whole = Api.json(api.get("/batches/{id}/hierarchy", batch));
        int child = whole.get("nodes").get(1).get("id").asInt();
        JsonNode below = Api.json(api.get("/batches/{id}/hierarchy?root={node}", batch, child));
        assertThat(below.get("nodes").get(0).get("id").asInt()).isEqualTo(child);
        assertThat(below.get("nodes").get(0).get("parent").isNull()).isTrue();
        assertThat(Api.json(api.get("/batches/{id}/hierarchy?limit=2", batch))
                        .get("nodes")
                        .size())
                .isEqualTo(2);
        assertThat(Api.json(api.get("/batches/{id}/hierarchy?min_size=4", batch))
                        .get("nodes")
                        .valueStream()
                        .map(node -> node.get("size").asInt()))
                .allMatch(size -> size >= 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth=0", "min_size=1", "limit=0", "limit=10001", "image_limit=-1", "root=x"})
    void refusesAnExtentThatIsNone(String query) {
        int batch = api.batch("extent", List.of());

        api.get("/batches/{id}/hierarchy?" + query, batch).expectStatus().isEqualTo(422);
    }

    @Test
    void knowsNoNodeOfAnotherTree() {
        int batch = analyzed(Shots.ofScenes(api, 870, 1));

        api.get("/batches/{id}/hierarchy?root=999999", batch).expectStatus().isNotFound();
    }

    @Test
    void explainsWhyImagesAreTogether() {
        List<Integer> ids = Shots.ofScenes(api, 880, 2);
        int batch = analyzed(ids);

        JsonNode why = explain(batch, ids.get(0), ids.get(2));

        assertThat(why.get("same_group").asBoolean()).isTrue();
        assertThat(why.get("metric").asString()).isEqualTo("cosine");
        assertThat(why.get("distance").asDouble()).isBetween(0.0, 0.5);
        assertThat(why.get("mutual_reachability").asDouble())
                .isGreaterThanOrEqualTo(why.get("distance").asDouble());
        assertThat(ids.subList(0, 3))
                .contains(
                        why.get("link").get("from_image_id").asInt(),
                        why.get("link").get("to_image_id").asInt());
        assertThat(why.get("gap").isNull()).isTrue();
        assertThat(why.get("a").get("core_distance").asDouble()).isPositive();
        assertThat(ids.subList(0, 3))
                .contains(why.get("a").get("nearest_in_group").get("image_id").asInt());
        assertThat(ids.subList(3, 6))
                .contains(why.get("a").get("nearest_rival").get("image_id").asInt());
        assertThat(why.get("summary").asString())
                .contains("are both in Group 1")
                .contains("The weakest link");
    }

    @Test
    void explainsWhyImagesAreApart() {
        List<Integer> ids = Shots.ofScenes(api, 890, 2);
        int batch = analyzed(ids);

        JsonNode why = explain(batch, ids.get(0), ids.get(5));

        assertThat(why.get("same_group").asBoolean()).isFalse();
        assertThat(why.get("link").isNull()).isTrue();
        double gap = why.get("gap").get("distance").asDouble();
        assertThat(gap)
                .isGreaterThan(explain(batch, ids.get(0), ids.get(1))
                        .get("link")
                        .get("distance")
                        .asDouble());
        assertThat(why.get("b").get("group_label").asString()).isEqualTo("Group 2");
        assertThat(why.get("summary").asString()).contains("The gap that keeps them apart");
    }

    @Test
    void explainsAnImageThatCameLater() {
        List<Integer> ids = Shots.ofScenes(api, 900, 1);
        int batch = analyzed(ids);
        int late = api.store("late.jpg", Pictures.jpeg(905));
        api.post(Map.of("image_ids", List.of(late)), "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();
        api.get("/images/quality/{id}", late).expectStatus().isOk();

        JsonNode why = explain(batch, late, ids.get(0));

        assertThat(why.get("same_group").asBoolean()).isFalse();
        assertThat(why.get("distance").isNumber()).isTrue();
        assertThat(why.get("gap").isNull()).isTrue();
        assertThat(why.get("a").get("core_distance").isNull()).isTrue();
        assertThat(why.get("a").get("nearest_rival").isNull()).isFalse();
    }

    @Test
    void explainsOnlyImagesOfTheBatch() {
        List<Integer> ids = Shots.ofScenes(api, 910, 1);
        int batch = analyzed(ids);

        JsonNode problem = Api.json(api.get("/batches/{id}/explain?a={a}&b={b}", batch, ids.get(0), UNKNOWN)
                .expectStatus()
                .isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("b");
        assertThat(problem.get("detail").asString()).contains("is not in the batch");
        api.get("/batches/{id}/explain?a={a}&b={a}", batch, ids.get(0), ids.get(0))
                .expectStatus()
                .isEqualTo(422);
        api.get("/batches/{id}/explain?a=1", batch).expectStatus().isEqualTo(422);
        api.get("/batches/{id}/explain?a=1&b=x", batch).expectStatus().isEqualTo(422);
    }

    private int analyzed(List<Integer> ids) {
        int batch = api.batch("hierarchy", ids);
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
        return batch;
    }

    private JsonNode turn(int batch, double value) {
        return Api.json(api.put(Map.of("value", value), "/batches/{id}/granularity", batch)
                .expectStatus()
                .isOk());
    }

    private JsonNode explain(int batch, int a, int b) {
        return Api.json(api.get("/batches/{id}/explain?a={a}&b={b}", batch, a, b)
                .expectStatus()
                .isOk());
    }

    private Map<String, Integer> examples() throws IOException {
        Map<String, Integer> photos = new TreeMap<>();
        for (String name : List.of(
                "bridge-1",
                "bridge-2-blurred",
                "bridge-3-smaller",
                "hill-1",
                "hill-2",
                "hill-3",
                "tower-1",
                "tower-2",
                "single-ridge")) {
            photos.put(name, api.store(name + ".jpg", Files.readAllBytes(Path.of("examples", name + ".jpg"))));
        }
        return photos;
    }

    private static Set<Integer> ids(Map<String, Integer> photos, String... names) {
        Set<Integer> ids = new HashSet<>();
        for (String name : names) {
            ids.add(photos.get(name));
        }
        return ids;
    }

    private static Map<String, Set<Integer>> groups(JsonNode batch) {
        Map<String, Set<Integer>> groups = new TreeMap<>();
        batch.get("image_associations").forEach(member -> {
            if (member.get("group_label").isString()
                    && !member.get("group_label").asString().equals("Ungrouped")) {
                groups.computeIfAbsent(member.get("group_label").asString(), any -> new HashSet<>())
                        .add(member.get("image").get("id").asInt());
            }
        });
        return groups;
    }

    private static String label(JsonNode batch, int imageId) {
        JsonNode label = batch.get("image_associations")
                .valueStream()
                .filter(member -> member.get("image").get("id").asInt() == imageId)
                .findFirst()
                .orElseThrow()
                .get("group_label");
        return label.isNull() ? null : label.asString();
    }

    private static List<Integer> images(JsonNode tree) {
        return tree.get("nodes")
                .valueStream()
                .flatMap(node -> ints(node.get("images")).stream())
                .toList();
    }

    private static List<Integer> ints(JsonNode array) {
        return array.valueStream().map(JsonNode::asInt).toList();
    }
}
