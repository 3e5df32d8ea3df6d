package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import dev.imageclustering.support.Shots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class UndoContractTests {

    private static final int UNKNOWN = 2_000_000_000;
    private static final Map<String, Object> PAIRS = Map.of("min_cluster_size", 2, "min_samples", 1);

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void bringsBackGroupsRanksAndParameters() {
        int batch = api.batch("undo", Shots.ofScenes(api, 1000, 2));
        analyze(batch, PAIRS);
        api.post("", "/batches/{id}/groups/Group 1/rank", batch).expectStatus().isOk();
        JsonNode before = get(batch);
        analyze(batch, Map.of("min_cluster_size", 6, "min_samples", 2, "metric", "euclidean"));
        assertThat(get(batch)).isNotEqualTo(before);

        JsonNode answer = undo(batch);

        assertThat(answer).isEqualTo(before);
        assertThat(get(batch)).isEqualTo(before);
        JsonNode runs = Api.json(api.get("/batches/{id}/runs", batch));
        assertThat(runs.get(0).get("undone_at").isNull()).isTrue();
        assertThat(runs.get(1).get("undone_at").isNull()).isFalse();
    }

    @Test
    void goesBackToTheTimeBeforeTheFirstRun() {
        int batch = api.batch("all the way", Shots.ofScenes(api, 1010, 2));
        JsonNode untouched = get(batch);
        analyze(batch, PAIRS);
        JsonNode analyzed = get(batch);
        api.put("{\"value\":0}", "/batches/{id}/granularity", batch)
                .expectStatus()
                .isOk();

        assertThat(undo(batch)).isEqualTo(analyzed);
        assertThat(places(undo(batch))).isEqualTo(places(untouched));

        JsonNode problem = Api.json(
                api.post("", "/batches/{id}/runs/undo", batch).expectStatus().isEqualTo(409));
        assertThat(problem.get("type").asString()).endsWith("nothing-to-undo");
        api.get("/batches/{id}/hierarchy", batch).expectStatus().isEqualTo(409);
    }

    @Test
    void returnsToTheHierarchyOfTheRunBefore() {
        int batch = api.batch("hierarchies", Shots.ofScenes(api, 1020, 2));
        analyze(batch, PAIRS);
        JsonNode before = Api.json(api.get("/batches/{id}/hierarchy", batch));
        analyze(batch, Map.of("metric", "manhattan"));

        undo(batch);

        assertThat(Api.json(api.get("/batches/{id}/hierarchy", batch))).isEqualTo(before);
    }

    @Test
    void losesNothingThatWasGroupedByHandUnlessItIsToldTo() {
        List<Integer> ids = Shots.ofScenes(api, 1030, 2);
        int batch = api.batch("by hand", ids);
        JsonNode before = get(batch);
        analyze(batch, PAIRS);
        api.put(
                        Map.of("group_map", Map.of("Mine", ids.subList(0, 2), "Group 2", ids.subList(2, 6))),
                        "/batches/{id}/groups",
                        batch)
                .expectStatus()
                .isOk();
        JsonNode edited = get(batch);

        JsonNode problem = Api.json(
                api.post("", "/batches/{id}/runs/undo", batch).expectStatus().isEqualTo(409));

        assertThat(problem.get("type").asString()).endsWith("groups-edited");
        assertThat(problem.get("detail").asString()).contains("3 images");
        assertThat(get(batch)).isEqualTo(edited);
        JsonNode answer = Api.json(api.post("", "/batches/{id}/runs/undo?force=true", batch)
                .expectStatus()
                .isOk());
        assertThat(places(answer)).isEqualTo(places(before));
    }

    @Test
    void standsImagesThatCameAndWent() {
        List<Integer> ids = Shots.ofScenes(api, 1040, 2);
        int batch = api.batch("came and went", ids);
        analyze(batch, PAIRS);
        JsonNode ranked = Api.json(api.post("", "/batches/{id}/groups/Group 1/rank", batch));
        int best =
                ranked.get("image_associations").get(0).get("image").get("id").asInt();
        analyze(batch, PAIRS);
        api.send(HttpMethod.DELETE, Map.of("image_ids", List.of(best)), "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();
        int late = api.store("late.jpg", Pictures.jpeg(1049));
        api.post(Map.of("image_ids", List.of(late)), "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();

        JsonNode answer = undo(batch);

        List<JsonNode> members = answer.get("image_associations").valueStream().toList();
        assertThat(members.stream()
                        .filter(member -> !member.get("quality_rank").isNull())
                        .map(member -> member.get("quality_rank").asInt()))
                .containsExactly(1, 2);
        assertThat(members.getLast().get("image").get("id").asInt()).isEqualTo(late);
        assertThat(members.getLast().get("group_label").isNull()).isTrue();
    }

    @Test
    void refusesWhileTheBatchIsBeingAnalyzed() {
        int batch = api.batch("busy", Shots.ofScenes(api, 1050, 1));
        analyze(batch, PAIRS);
        jdbc.sql("update image_batches set status = 'processing' where id = ?")
                .param(batch)
                .update();

        api.post("", "/batches/{id}/runs/undo", batch).expectStatus().isEqualTo(409);
        api.put("{\"value\":1}", "/batches/{id}/granularity", batch)
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void refusesABadSwitch() {
        int batch = api.batch("switch", List.of());

        api.post("", "/batches/{id}/runs/undo?force=perhaps", batch)
                .expectStatus()
                .isEqualTo(422);
        api.post("", "/batches/{id}/runs/undo", UNKNOWN).expectStatus().isNotFound();
    }

    @Test
    void comparesTwoRuns() {
        List<Integer> ids = Shots.ofScenes(api, 1060, 2);
        int batch = api.batch("compare", ids);
        analyze(batch, PAIRS);
        analyze(batch, Map.of("min_cluster_size", 6, "min_samples", 1, "allow_single_cluster", true));
        JsonNode runs = Api.json(api.get("/batches/{id}/runs", batch));
        int first = runs.get(0).get("id").asInt();
        int second = runs.get(1).get("id").asInt();

        JsonNode difference =
                Api.json(api.get("/batches/{id}/runs/{run}/diff?with={with}&limit=2", batch, second, first)
                        .expectStatus()
                        .isOk());

        assertThat(difference.get("run").asInt()).isEqualTo(second);
        assertThat(difference.get("with").asInt()).isEqualTo(first);
        assertThat(difference.get("image_count").asInt()).isEqualTo(6);
        assertThat(difference.get("pairs").get("joined").asInt()).isEqualTo(9);
        assertThat(difference.get("pairs").get("parted").asInt()).isZero();
        assertThat(difference.get("pairs").get("together").asInt()).isEqualTo(6);
        assertThat(difference.get("groups").get("merged").asInt()).isEqualTo(1);
        assertThat(difference.get("moved_count").asInt()).isEqualTo(3);
        assertThat(difference.get("moved").size()).isEqualTo(2);
        JsonNode same = Api.json(api.get("/batches/{id}/runs/{run}/diff?with={with}", batch, first, first));
        assertThat(same.get("adjusted_rand_index").asDouble()).isEqualTo(1);
        assertThat(same.get("groups").get("same").asInt()).isEqualTo(2);
    }

    @Test
    void comparesOnlyCompleteRunsOfTheBatch() {
        int batch = api.batch("incomplete", Shots.ofScenes(api, 1070, 1));
        analyze(batch, PAIRS);
        int run =
                Api.json(api.get("/batches/{id}/runs", batch)).get(0).get("id").asInt();
        jdbc.sql("insert into grouping_runs (batch_id, kind, state, parameters, method, batch_status, created_at)"
                        + " values (?, 'analysis', 'failed', '{}', 'hdbscan', 'pending', now())")
                .param(batch)
                .update();
        int failed =
                Api.json(api.get("/batches/{id}/runs", batch)).get(1).get("id").asInt();

        JsonNode problem = Api.json(api.get("/batches/{id}/runs/{run}/diff?with={with}", batch, run, failed)
                .expectStatus()
                .isEqualTo(409));

        assertThat(problem.get("type").asString()).endsWith("run-incomplete");
        api.get("/batches/{id}/runs/{run}/diff?with={with}", batch, run, UNKNOWN)
                .expectStatus()
                .isNotFound();
        api.get("/batches/{id}/runs/{run}/diff", batch, run).expectStatus().isEqualTo(422);
        api.get("/batches/{id}/runs/{run}/diff?with={run}&limit=-1", batch, run, run)
                .expectStatus()
                .isEqualTo(422);
    }

    private void analyze(int batch, Map<String, Object> parameters) {
        api.put(parameters, "/batches/{id}/analyze", batch).expectStatus().isOk();
    }

    /** Returns what a run changes in a batch. */
    private static List<Object> places(JsonNode batch) {
        List<Object> places = new ArrayList<>();
        places.add(batch.get("status"));
        places.add(batch.get("parameters"));
        batch.get("image_associations").forEach(member -> {
            places.add(member.get("image").get("id"));
            for (String name : List.of(
                    "group_label", "quality_rank", "ranked_at", "ranking_metric", "probability", "outlier_score")) {
                places.add(member.get(name));
            }
        });
        return places;
    }

    private JsonNode undo(int batch) {
        return Api.json(
                api.post("", "/batches/{id}/runs/undo", batch).expectStatus().isOk());
    }

    private JsonNode get(int batch) {
        return Api.json(api.get("/batches/{id}", batch).expectStatus().isOk());
    }
}
