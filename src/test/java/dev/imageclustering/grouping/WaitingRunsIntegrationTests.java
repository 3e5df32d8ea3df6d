package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What becomes of a run while as many others work as may. */
@ServiceTest
@Timeout(120)
class WaitingRunsIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PAIRS = "{\"min_cluster_size\": 2, \"min_samples\": 1}";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RunPlaces places;

    @Autowired
    private BatchAnalysis analysis;

    private final ExecutorService client = Executors.newVirtualThreadPerTaskExecutor();
    private List<RunPlaces.Place> taken = List.of();
    private int batch;

    @BeforeEach
    void takeAllPlaces() {
        batch = api.batch("waits", api.storeScenes(760, 2));
        taken = Stream.generate(places::tryTake)
                .takeWhile(place -> place.isPresent())
                .flatMap(place -> place.stream())
                .toList();
    }

    @AfterEach
    void leave() {
        taken.forEach(RunPlaces.Place::close);
        client.close();
    }

    @Test
    void cancelsARunThatSomebodyWaitsFor() throws Exception {
        Future<ResponseSpec> answer = later(() -> api.put(PAIRS, "/batches/{id}/analyze", batch));
        int run = awaitRun();
        assertThat(run(run).get("state").asString()).isEqualTo("queued");

        api.delete("/batches/{id}/runs/{run}", batch, run).expectStatus().isAccepted();

        JsonNode problem = Api.json(answer.get().expectStatus().isEqualTo(409));
        assertThat(problem.get("type").asString()).endsWith("run-cancelled");
        assertThat(run(run).get("state").asString()).isEqualTo("cancelled");
        assertThat(Api.json(api.get("/batches/{id}", batch)).get("status").asString())
                .isEqualTo("pending");
    }

    @Test
    void cancelsARunInTheBackground() {
        analyzeLater();
        int run = awaitRun();

        api.delete("/batches/{id}/runs/{run}", batch, run).expectStatus().isAccepted();

        await().atMost(SOON).until(() -> run(run).get("state").asString(), "cancelled"::equals);
    }

    @Test
    void beginsAsSoonAsThereIsAPlace() throws Exception {
        Future<ResponseSpec> answer = later(() -> api.put(PAIRS, "/batches/{id}/analyze", batch));
        int run = awaitRun();

        taken.getFirst().close();

        answer.get().expectStatus().isOk();
        assertThat(run(run).get("state").asString()).isEqualTo("complete");
    }

    @Test
    void beginsInTheBackgroundWhenThereIsAPlace() {
        analyzeLater();
        int run = awaitRun();

        taken.getFirst().close();

        await().atMost(SOON).until(() -> run(run).get("state").asString(), "complete"::equals);
    }

    @Test
    void takesNoSecondRunOfABatchWhoseRunWaits() throws Exception {
        Future<ResponseSpec> answer = later(() -> api.put(PAIRS, "/batches/{id}/analyze", batch));
        awaitRun();

        api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isEqualTo(409);

        taken.getFirst().close();
        answer.get().expectStatus().isOk();
    }

    @Test
    void endsARunWhoseBatchIsDeleted() throws Exception {
        Future<ResponseSpec> answer = later(() -> api.put(PAIRS, "/batches/{id}/analyze", batch));
        awaitRun();

        api.delete("/batches/{id}", batch).expectStatus().isOk();

        answer.get().expectStatus().isNotFound();
    }

    @Test
    void endsDeadRunsWithoutAPlace() {
        jdbc.sql("insert into grouping_runs (batch_id, kind, state, parameters, method, batch_status, created_at)"
                        + " values (?, 'analysis', 'running', '{}', 'hdbscan', 'pending', now())")
                .param(batch)
                .update();
        jdbc.sql("update image_batches set status = 'processing' where id = ?")
                .param(batch)
                .update();

        analysis.failDeadRuns();

        assertThat(run(awaitRun()).get("state").asString()).isEqualTo("failed");
        assertThat(Api.json(api.get("/batches/{id}", batch)).get("status").asString())
                .isEqualTo("failed");
    }

    private Future<ResponseSpec> later(Supplier<ResponseSpec> call) {
        return client.submit(call::get);
    }

    private void analyzeLater() {
        api.client()
                .put()
                .uri("/batches/{id}/analyze", batch)
                .header("Prefer", "respond-async")
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .body(PAIRS)
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    private int awaitRun() {
        await().atMost(SOON).until(() -> runs().size() == 1);
        return runs().get(0).get("id").asInt();
    }

    private JsonNode runs() {
        return Api.json(api.get("/batches/{id}/runs", batch).expectStatus().isOk());
    }

    private JsonNode run(int run) {
        return Api.json(
                api.get("/batches/{id}/runs/{run}", batch, run).expectStatus().isOk());
    }
}
