package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.grouping.HeldMethod;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import dev.imageclustering.support.Shots;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest(properties = "image-clustering.grouping.runs-kept=3")
@Import(HeldMethod.class)
class RunsContractTests {

    private static final int UNKNOWN = 2_000_000_000;
    private static final Map<String, Object> PAIRS = Map.of("min_cluster_size", 2, "min_samples", 1);
    private static final Map<String, Object> HELD = Map.of("method", "held");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private Api api;

    @Autowired
    private HeldMethod held;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @BeforeEach
    void hold() {
        held.hold();
    }

    @AfterEach
    void letGo() {
        held.letGo();
    }

    @Test
    void keepsARunOfASynchronousAnalysis() {
        List<Integer> ids = Shots.ofScenes(api, 700, 2);
        int batch = api.batch("kept", ids);

        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();

        JsonNode run = runs(batch).get(0);
        assertThat(run.get("batch_id").asInt()).isEqualTo(batch);
        assertThat(run.get("kind").asString()).isEqualTo("analysis");
        assertThat(run.get("state").asString()).isEqualTo("complete");
        assertThat(run.get("percent").asInt()).isEqualTo(100);
        assertThat(run.get("method").asString()).isEqualTo("hdbscan");
        assertThat(run.get("engine_version").asString()).startsWith("hdbscan/");
        assertThat(run.get("feature_model").asString()).isNotEmpty();
        assertThat(run.get("approximate").asBoolean()).isFalse();
        assertThat(run.get("image_count").asInt()).isEqualTo(6);
        assertThat(run.get("group_count").asInt()).isEqualTo(2);
        assertThat(run.get("ungrouped_count").asInt()).isZero();
        assertThat(run.get("duration_ms").asLong()).isNotNegative();
        assertThat(run.get("parameters").propertyNames())
                .containsExactlyInAnyOrder("min_cluster_size", "min_samples", "metric");
        assertThat(run.get("failure").isNull()).isTrue();
    }

    @Test
    void tellsHowFarARunIs() {
        int batch = api.batch("progress", api.storeScenes(710, 2));
        int run = analyzeLater(batch);

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode now = run(batch, run);
            assertThat(now.get("state").asString()).isEqualTo("running");
            assertThat(now.get("phase").asString()).isEqualTo("holding");
            assertThat(now.get("done").asInt()).isEqualTo(1);
            assertThat(now.get("total").asInt()).isEqualTo(4);
            assertThat(now.get("percent").asInt()).isBetween(1, 99);
            assertThat(now.get("remaining_seconds").isNumber()).isTrue();
        });
        held.letGo();
        awaitState(batch, run, "complete");
    }

    @Test
    void keepsWhatWasAskedForBeyondTheBase() {
        int batch = api.batch("asked", api.storeScenes(712, 3));

        JsonNode answer = Api.json(api.put(
                        "{\"min_cluster_size\":2,\"min_samples\":1,\"method\":\"hdbscan\","
                                + "\"cluster_selection_method\":\"leaf\",\"cluster_selection_epsilon\":0.25,"
                                + "\"allow_single_cluster\":false,\"verify\":false}",
                        "/batches/{id}/analyze",
                        batch)
                .expectStatus()
                .isOk());

        JsonNode parameters = answer.get("parameters");
        assertThat(parameters.size()).isEqualTo(8);
        assertThat(parameters.get("method").asString()).isEqualTo("hdbscan");
        assertThat(parameters.get("cluster_selection_method").asString()).isEqualTo("leaf");
        assertThat(parameters.get("cluster_selection_epsilon").asDouble()).isEqualTo(0.25);
        assertThat(parameters.get("allow_single_cluster").asBoolean()).isFalse();
        assertThat(parameters.get("verify").asBoolean()).isFalse();
        assertThat(runs(batch).get(0).get("parameters")).isEqualTo(parameters);
    }

    @Test
    void mayMakeOneGroupOfEverythingWhereThatIsAllowed() {
        int batch = api.batch("single", Shots.ofScenes(api, 714, 2));
        String body = "{\"min_cluster_size\":6,\"min_samples\":1,\"allow_single_cluster\":%s}";

        JsonNode allowed = Api.json(api.put(body.formatted(true), "/batches/{id}/analyze", batch));
        JsonNode forbidden = Api.json(api.put(body.formatted(false), "/batches/{id}/analyze", batch));

        assertThat(allowed.get("group_count").asInt()).isEqualTo(1);
        assertThat(forbidden.get("group_count").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"method\":\"kmeans\"} | method",
                "{\"method\":\"hdbscan\",\"verify\":true} | verify",
                "{\"verify\":\"yes\"} | verify",
                "{\"cluster_selection_method\":\"best\"} | cluster_selection_method",
                "{\"cluster_selection_epsilon\":-0.1} | cluster_selection_epsilon",
                "{\"cluster_selection_epsilon\":1e300} | cluster_selection_epsilon",
                "{\"allow_single_cluster\":\"maybe\"} | allow_single_cluster",
            })
    void refusesWhatNoMethodUnderstands(String body, String field) {
        int batch = api.batch("refused", api.storeScenes(716, 1));

        JsonNode problem = Api.json(
                api.put(body, "/batches/{id}/analyze", batch).expectStatus().isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        assertThat(runs(batch).size()).isZero();
    }

    @Test
    void cancelsARunningRunAndLeavesTheBatchAsItWas() {
        List<Integer> ids = Shots.ofScenes(api, 720, 2);
        int batch = api.batch("cancelled", ids);
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
        JsonNode before = Api.json(api.get("/batches/{id}", batch));
        int run = analyzeLater(batch);
        awaitState(batch, run, "running");

        JsonNode answer = Api.json(api.delete("/batches/{id}/runs/{run}", batch, run)
                .expectStatus()
                .isAccepted());

        assertThat(answer.get("cancel_requested").asBoolean()).isTrue();
        awaitState(batch, run, "cancelled");
        assertThat(Api.json(api.get("/batches/{id}", batch))).isEqualTo(before);
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
    }

    @Test
    void cancelsARunThatAnotherProcessRuns() {
        int batch = api.batch("elsewhere", api.storeScenes(722, 2));
        int run = analyzeLater(batch);
        awaitState(batch, run, "running");

        jdbc.sql("update grouping_runs set cancel_requested = true where id = ?")
                .param(run)
                .update();

        awaitState(batch, run, "cancelled");
        assertThat(Api.json(api.get("/batches/{id}", batch)).get("status").asString())
                .isEqualTo("pending");
    }

    @Test
    void tellsWhoWaitsThatTheRunWasCancelled() throws Exception {
        int batch = api.batch("waits", api.storeScenes(724, 2));
        try (ExecutorService client = Executors.newSingleThreadExecutor()) {
            Future<ResponseSpec> answer = client.submit(() -> api.put(HELD, "/batches/{id}/analyze", batch));
            await().atMost(SOON).until(() -> runs(batch).size() == 1);
            int run = runs(batch).get(0).get("id").asInt();

            api.delete("/batches/{id}/runs/{run}", batch, run).expectStatus().isAccepted();

            JsonNode problem = Api.json(answer.get().expectStatus().isEqualTo(409));
            assertThat(problem.get("type").asString()).endsWith("run-cancelled");
        }
    }

    @Test
    void cancelsARunWhoseProcessIsGone() {
        int batch = api.batch("gone", api.storeScenes(726, 1));
        jdbc.sql("insert into grouping_runs (batch_id, kind, state, parameters, method, batch_status, created_at)"
                        + " values (?, 'analysis', 'running', '{}', 'hdbscan', 'pending', now())")
                .param(batch)
                .update();
        jdbc.sql("update image_batches set status = 'processing' where id = ?")
                .param(batch)
                .update();
        int run = runs(batch).get(0).get("id").asInt();

        JsonNode answer = Api.json(api.delete("/batches/{id}/runs/{run}", batch, run)
                .expectStatus()
                .isAccepted());

        assertThat(answer.get("state").asString()).isEqualTo("cancelled");
        assertThat(Api.json(api.get("/batches/{id}", batch)).get("status").asString())
                .isEqualTo("pending");
    }

    @Test
    void refusesToCancelWhatHasEnded() {
        int batch = api.batch("ended", api.storeScenes(728, 2));
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
        int run = runs(batch).get(0).get("id").asInt();

        JsonNode problem = Api.json(api.delete("/batches/{id}/runs/{run}", batch, run)
                .expectStatus()
                .isEqualTo(409));

        assertThat(problem.get("detail").asString()).isEqualTo("Run %d has ended.".formatted(run));
    }

    @Test
    void deletesTheRunsWithTheirBatchEvenIfOneIsRunning() {
        int batch = api.batch("deleted", api.storeScenes(730, 2));
        int run = analyzeLater(batch);
        awaitState(batch, run, "running");

        api.delete("/batches/{id}", batch).expectStatus().isOk();

        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                                .param("%d/%d".formatted(batch, run))
                                .query(Integer.class)
                                .single()
                        == 0);
        api.get("/batches/{id}/runs/{run}", batch, run).expectStatus().isNotFound();
    }

    @Test
    void recordsWhyARunFailed() {
        List<Integer> ids = api.storeScenes(732, 2);
        ids.forEach(id -> api.get("/images/quality/{id}", id).expectStatus().isOk());
        int batch = api.batch("fails", ids);
        jdbc.sql("update images set features = decode(repeat('0000c07f', 1792), 'hex') where id in (:ids)")
                .param("ids", ids)
                .update();

        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isEqualTo(500);

        JsonNode run = runs(batch).get(0);
        assertThat(run.get("state").asString()).isEqualTo("failed");
        assertThat(run.get("failure").asString()).startsWith("The analysis failed");
        assertThat(run.get("finished_at").isNull()).isFalse();
    }

    @Test
    void listsTheRunsPageByPage() {
        int batch = api.batch("pages", api.storeScenes(734, 2));
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();

        ResponseSpec first =
                api.get("/batches/{id}/runs?limit=1", batch).expectStatus().isOk();

        String link = String.valueOf(first.returnResult().getResponseHeaders().getFirst(HttpHeaders.LINK));
        JsonNode page = Api.json(first);
        assertThat(page.size()).isEqualTo(1);
        assertThat(link).contains("after=" + page.get(0).get("id").asInt()).endsWith("rel=\"next\"");
        JsonNode second = Api.json(api.get(link.substring(1, link.indexOf('>'))));
        assertThat(second.size()).isEqualTo(1);
        assertThat(second.get(0).get("id").asInt())
                .isGreaterThan(page.get(0).get("id").asInt());
    }

    @Test
    void keepsAsManyRunsAsAreAskedFor() {
        int batch = api.batch("bounded", api.storeScenes(736, 2));
        for (int i = 0; i < 5; i++) {
            api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
        }

        assertThat(runs(batch).size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batches/{id}/runs", "/batches/{id}/runs/1"})
    void knowsNoRunsOfAnUnknownBatch(String uri) {
        JsonNode problem = Api.json(api.get(uri, UNKNOWN).expectStatus().isNotFound());

        assertThat(problem.get("detail").asString()).isEqualTo("Batch %d not found".formatted(UNKNOWN));
    }

    @Test
    void knowsNoRunOfAnotherBatch() {
        List<Integer> ids = api.storeScenes(738, 2);
        int batch = api.batch("one", ids);
        int other = api.batch("other", ids);
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
        int run = runs(batch).get(0).get("id").asInt();

        JsonNode problem = Api.json(
                api.get("/batches/{id}/runs/{run}", other, run).expectStatus().isNotFound());
        api.delete("/batches/{id}/runs/{run}", other, run).expectStatus().isNotFound();

        assertThat(problem.get("detail").asString()).isEqualTo("Run %d not found".formatted(run));
    }

    @Test
    void tellsTheProgressAsEventsUntilTheEnd() throws Exception {
        int batch = api.batch("events", api.storeScenes(740, 2));
        int run = analyzeLater(batch);
        List<String> events = new ArrayList<>();

        try (BufferedReader reader = events(batch, run)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                events.add(line);
                if (line.contains("\"phase\":\"holding\"")) {
                    held.letGo();
                }
            }
        }

        assertThat(events).contains("event:progress", "event:end");
        String last = events.stream()
                .filter(line -> line.startsWith("data:"))
                .toList()
                .getLast();
        JsonNode end = new JsonMapper().readTree(last.substring("data:".length()));
        assertThat(end).isEqualTo(run(batch, run));
        assertThat(end.get("state").asString()).isEqualTo("complete");
    }

    @Test
    void tellsTheEndOfARunThatHasEndedAtOnce() throws Exception {
        int batch = api.batch("ended events", api.storeScenes(742, 2));
        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();

        try (BufferedReader reader = events(batch, runs(batch).get(0).get("id").asInt())) {
            assertThat(reader.lines().filter(line -> line.startsWith("event:"))).containsExactly("event:end");
        }
    }

    @Test
    void answersWithAProblemWhereThereIsNothingToWatch() {
        int batch = api.batch("nothing", List.of());

        api.client()
                .get()
                .uri("/batches/{id}/runs/1", batch)
                .header(HttpHeaders.ACCEPT, "text/event-stream")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private BufferedReader events(int batch, int run) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:%d/batches/%d/runs/%d".formatted(port, batch, run)))
                .header(HttpHeaders.ACCEPT, "text/event-stream")
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private int analyzeLater(int batch) {
        String location = String.valueOf(api.client()
                .put()
                .uri("/batches/{id}/analyze", batch)
                .header("Prefer", "respond-async")
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .body("{\"method\":\"held\"}")
                .exchange()
                .expectStatus()
                .isAccepted()
                .returnResult()
                .getResponseHeaders()
                .getLocation());
        return Integer.parseInt(location.substring(location.lastIndexOf('/') + 1));
    }

    private void awaitState(int batch, int run, String state) {
        await().atMost(SOON).until(() -> run(batch, run).get("state").asString(), state::equals);
    }

    private JsonNode run(int batch, int run) {
        return Api.json(
                api.get("/batches/{id}/runs/{run}", batch, run).expectStatus().isOk());
    }

    private JsonNode runs(int batch) {
        return Api.json(api.get("/batches/{id}/runs", batch).expectStatus().isOk());
    }
}
