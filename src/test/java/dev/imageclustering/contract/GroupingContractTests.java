package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
class GroupingContractTests {

    private static final Map<String, Object> PAIRS = Map.of("min_cluster_size", 2, "min_samples", 1);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void groupsTheShotsOfTheSameScene() {
        List<Integer> first = shotsOf(400);
        List<Integer> second = shotsOf(401);
        int single = api.store("single.jpg", Pictures.jpeg(402));
        int batch = api.batch("scenes", concat(first, second, List.of(single)));

        JsonNode answer = Api.json(
                api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk());

        assertThat(answer.get("status").asString()).isEqualTo("complete");
        Map<String, List<Integer>> groups = groups(answer);
        assertThat(groups.values()).contains(first, second);
        assertThat(groups.keySet()).containsExactly("Group 1", "Group 2", "Ungrouped");
        assertThat(groups.get("Ungrouped")).containsExactly(single);
        assertThat(answer.get("image_associations").valueStream()).allSatisfy(member -> {
            assertThat(member.get("probability").asDouble()).isBetween(0.0, 1.0);
            assertThat(member.get("outlier_score").asDouble()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void makesOneGroupOfABatchThatIsOneScene() {
        List<Integer> shots = shotsOf(405);
        int batch = api.batch("one scene", shots);

        JsonNode answer = Api.json(api.put(PAIRS, "/batches/{id}/analyze", batch));

        assertThat(groups(answer)).containsOnly(Map.entry("Group 1", shots));
    }

    @Test
    void keepsExactlyTheEffectiveParameters() {
        int batch = api.batch("defaults", api.storeScenes(410, 2));

        JsonNode answer = Api.json(api.put(Map.of("metric", "euclidean"), "/batches/{id}/analyze", batch)
                .expectStatus()
                .isOk());

        JsonNode parameters = answer.get("parameters");
        assertThat(parameters.propertyNames()).containsExactlyInAnyOrder("min_cluster_size", "min_samples", "metric");
        assertThat(parameters.get("min_cluster_size").asInt()).isEqualTo(5);
        assertThat(parameters.get("min_samples").asInt()).isEqualTo(5);
        assertThat(parameters.get("metric").asString()).isEqualTo("euclidean");
    }

    @Test
    void analyzesWithoutABody() {
        int batch = api.batch("no body", api.storeScenes(412, 2));

        api.client()
                .put()
                .uri("/batches/{id}/analyze", batch)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"min_cluster_size\":1} | min_cluster_size",
                "{\"min_samples\":0} | min_samples",
                "{\"metric\":\"chebyshev\"} | metric",
                "{\"min_cluster_size\":\"many\"} | min_cluster_size",
                "{\"min_cluster_size\":2.5} | min_cluster_size",
            })
    void refusesParametersOutOfRange(String body, String field) {
        int batch = api.batch("bad parameters", api.storeScenes(414, 1));

        JsonNode problem = Api.json(
                api.put(body, "/batches/{id}/analyze", batch).expectStatus().isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        assertThat(Api.json(api.get("/batches/{id}", batch)).get("status").asString())
                .isEqualTo("pending");
    }

    @Test
    void refusesToAnalyzeAnEmptyBatch() {
        int batch = api.batch("empty", List.of());

        JsonNode problem = Api.json(
                api.put("{}", "/batches/{id}/analyze", batch).expectStatus().isBadRequest());

        assertThat(problem.get("detail").asString()).isEqualTo("Cannot analyze an empty batch.");
    }

    @Test
    void analyzesInTheBackgroundForWhoPrefersIt() {
        int batch = api.batch("later", shotsOf(420));

        ResponseSpec accepted = api.client()
                .put()
                .uri("/batches/{id}/analyze", batch)
                .header("Prefer", "respond-async")
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .body("{\"min_cluster_size\":2,\"min_samples\":1}")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("Preference-Applied", "respond-async")
                .expectHeader()
                .value(
                        HttpHeaders.LOCATION,
                        location -> assertThat(location).matches(".*/batches/" + batch + "/runs/[0-9]+"));

        assertThat(Api.json(accepted).get("status").asString()).isEqualTo("processing");
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> Api.json(api.get("/batches/{id}", batch))
                                .get("status")
                                .asString(),
                        "complete"::equals);
    }

    @Test
    void refusesASecondRunWhileTheFirstIsUnderWay() throws Exception {
        int batch = api.batch("busy", api.storeScenes(430, 12));
        Callable<Integer> analyze = () -> api.put(PAIRS, "/batches/{id}/analyze", batch)
                .returnResult()
                .getStatus()
                .value();

        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : clients.invokeAll(List.of(analyze, analyze, analyze, analyze))) {
                statuses.add(status.get());
            }
            assertThat(statuses).contains(200).containsOnly(200, 409);
        }
        assertThat(Api.json(api.get("/batches/{id}", batch)).get("status").asString())
                .isEqualTo("complete");
    }

    @Test
    void recordsWhyARunFailed() {
        List<Integer> ids = api.storeScenes(630, 2);
        ids.forEach(id -> api.get("/images/quality/{id}", id).expectStatus().isOk());
        int batch = api.batch("fails", ids);
        String nan = "0000c07f";
        jdbc.sql("update images set features = decode(repeat(:nan, 1792), 'hex') where id in (:ids)")
                .param("nan", nan)
                .param("ids", ids)
                .update();

        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isEqualTo(500);

        JsonNode answer = Api.json(api.get("/batches/{id}", batch));
        assertThat(answer.get("status").asString()).isEqualTo("failed");
        assertThat(answer.get("failure").asString()).startsWith("The analysis failed");
    }

    @Test
    void keepsTheLabelsOfGroupsThatComeAgain() {
        List<Integer> small = shotsOf(440).subList(0, 2);
        List<Integer> large = shotsOf(441);
        int batch = api.batch("stable", small);
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
        api.post(Map.of("image_ids", large), "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();

        JsonNode answer = Api.json(api.put(PAIRS, "/batches/{id}/analyze", batch));

        assertThat(groups(answer).get("Group 1")).isEqualTo(small);
        assertThat(groups(answer).get("Group 2")).isEqualTo(large);
    }

    @Test
    void ranksTheBestShotFirst() {
        int best = api.store("best.jpg", Pictures.jpeg(450));
        int middle = api.store("middle.jpg", Pictures.smallerJpeg(450, 240));
        int worst = api.store("worst.jpg", Pictures.smallerJpeg(450, 96));
        int batch = api.batch("ranks", List.of(worst, best, middle));
        group(batch, Map.of("Group 1", List.of(best, middle, worst)));

        JsonNode answer = Api.json(api.post("", "/batches/{id}/groups/Group 1/rank", batch)
                .expectStatus()
                .isOk());

        assertThat(groups(answer).get("Group 1")).containsExactly(best, middle, worst);
        JsonNode first = answer.get("image_associations").get(0);
        assertThat(first.get("quality_rank").asInt()).isEqualTo(1);
        assertThat(first.get("ranking_metric").asString()).isEqualTo("technical");
        assertThat(first.get("ranked_at").asString()).endsWith("Z");
        assertThat(first.get("image").get("quality_score").isNumber()).isTrue();
    }

    @Test
    void ranksAGroupWhoseLabelHasASlash() {
        List<Integer> ids = api.storeScenes(460, 2);
        int batch = api.batch("slash", ids);
        group(batch, Map.of("a/b %", ids));

        JsonNode answer = Api.json(api.client()
                .post()
                .uri(URI.create("http://localhost:%d/batches/%d/groups/a%%2Fb%%20%%25/rank".formatted(port, batch)))
                .exchange()
                .expectStatus()
                .isOk());

        assertThat(answer.get("image_associations")
                        .valueStream()
                        .map(member -> member.get("quality_rank").asInt()))
                .containsExactly(1, 2);
    }

    @Test
    void refusesToRankAnUnknownGroup() {
        int batch = api.batch("no such group", api.storeScenes(465, 1));

        JsonNode problem = Api.json(api.post("", "/batches/{id}/groups/{label}/rank", batch, "X")
                .expectStatus()
                .isBadRequest());

        assertThat(problem.get("detail").asString()).isEqualTo("No images found in group 'X'");
    }

    @Test
    void findsNoGroupOfALabelThatIsTooLong() {
        int batch = api.batch("long label", api.storeScenes(466, 1));

        api.post("", "/batches/{id}/groups/{label}/rank", batch, "x".repeat(51))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void refusesToRankByAnUnknownMetric() {
        List<Integer> ids = api.storeScenes(467, 1);
        int batch = api.batch("metric", ids);
        group(batch, Map.of("Group 1", ids));

        JsonNode problem = Api.json(api.post("", "/batches/{id}/groups/Group 1/rank?metric=vmaf", batch)
                .expectStatus()
                .isEqualTo(422));

        assertThat(problem.get("detail").asString()).contains("technical");
    }

    @Test
    void closesTheRanksUpWhenAnImageLeaves() {
        List<Integer> ids = api.storeScenes(470, 3);
        int batch = api.batch("closes up", ids);
        group(batch, Map.of("Group 1", ids));
        JsonNode ranked = Api.json(api.post("", "/batches/{id}/groups/Group 1/rank", batch));
        List<Integer> bestFirst = groups(ranked).get("Group 1");

        JsonNode answer = Api.json(api.send(
                HttpMethod.DELETE, Map.of("image_ids", List.of(bestFirst.getFirst())), "/batches/{id}/images", batch));

        assertThat(groups(answer).get("Group 1")).isEqualTo(bestFirst.subList(1, 3));
        assertThat(ranks(answer)).containsExactly(1, 2);
    }

    @Test
    void clearsTheRanksWhenTheBatchIsAnalyzedAgain() {
        int batch = api.batch("stale", shotsOf(480));
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
        api.post("", "/batches/{id}/groups/Group 1/rank", batch).expectStatus().isOk();

        JsonNode answer = Api.json(api.put(PAIRS, "/batches/{id}/analyze", batch));

        assertThat(answer.get("image_associations").valueStream()).allSatisfy(member -> {
            assertThat(member.get("quality_rank").isNull()).isTrue();
            assertThat(member.get("ranked_at").isNull()).isTrue();
            assertThat(member.get("ranking_metric").isNull()).isTrue();
        });
    }

    @Test
    void voidsTheRanksOfAGroupThatAnImageJoins() {
        List<Integer> ids = api.storeScenes(490, 3);
        int batch = api.batch("joins", ids);
        group(batch, Map.of("Group 1", ids.subList(0, 2), "Group 2", ids.subList(2, 3)));
        api.post("", "/batches/{id}/groups/Group 1/rank", batch).expectStatus().isOk();

        JsonNode answer = group(batch, Map.of("Group 1", ids));

        assertThat(answer.get("image_associations").valueStream().map(member -> member.get("quality_rank")))
                .allSatisfy(rank -> assertThat(rank.isNull()).isTrue());
    }

    private JsonNode group(int batch, Map<String, List<Integer>> groups) {
        return Api.json(api.put(Map.of("group_map", groups), "/batches/{id}/groups", batch)
                .expectStatus()
                .isOk());
    }

    private List<Integer> shotsOf(long scene) {
        byte[] full = Pictures.jpeg(scene);
        return List.of(
                api.store("full.jpg", full),
                api.store("small.jpg", Pictures.smallerJpeg(scene, 400)),
                api.store("smaller.jpg", Pictures.smallerJpeg(scene, 320)));
    }

    private static Map<String, List<Integer>> groups(JsonNode batch) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        batch.get("image_associations")
                .forEach(member -> groups.computeIfAbsent(
                                member.get("group_label").asString(), label -> new ArrayList<>())
                        .add(member.get("image").get("id").asInt()));
        return groups;
    }

    private static List<Integer> ranks(JsonNode batch) {
        return batch.get("image_associations")
                .valueStream()
                .map(member -> member.get("quality_rank").asInt())
                .toList();
    }

    @SafeVarargs
    private static List<Integer> concat(List<Integer>... lists) {
        List<Integer> all = new ArrayList<>();
        for (List<Integer> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
