package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.DeclaredSchema;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest(properties = "image-clustering.admin.truncate-enabled=true")
class OpenApiContractTests {

    private static final int UNKNOWN = 2_000_000_000;
    private static final File PICTURE = new File("a.jpg", Pictures.jpeg(950));
    private static final File WORDS = new File("words.txt", "only words".getBytes(StandardCharsets.UTF_8));
    private static final Map<String, Object> PAIRS = Map.of("min_cluster_size", 2, "min_samples", 1);
    private static final List<String> TOLD_HEADERS =
            List.of("ETag", "Content-Range", "Link", "Location", "Preference-Applied", "X-Failed-Ids");

    /** A request to the running service, and the status it has to be answered with. */
    private record Call(String operation, int status, Function<Data, ResponseSpec> request) {

        @Override
        public String toString() {
            return operation + " " + status;
        }
    }

    /** What is stored when a request is made. */
    private record Data(Api api, JdbcClient jdbc, List<Integer> images, int batch) {

        int image() {
            return images.getFirst();
        }

        ResponseSpec get(String header, String value, String uri, Object... variables) {
            return api.client().get().uri(uri, variables).header(header, value).exchange();
        }

        /** Asks for the image's file a second time, with the tag that came with the first answer. */
        ResponseSpec again(String uri) {
            String tag =
                    api.get(uri, image()).returnResult().getResponseHeaders().getETag();
            return get("If-None-Match", String.valueOf(tag), uri, image());
        }

        /** Analyzes the batch and returns its id. */
        int analyzed() {
            api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk();
            return batch;
        }

        /** Returns the newest run of the batch. */
        int run() {
            List<JsonNode> runs =
                    Api.json(api.get("/batches/{id}/runs", batch)).valueStream().toList();
            return runs.getLast().get("id").asInt();
        }

        ResponseSpec explain(int id) {
            return api.get("/batches/{id}/explain?a={a}&b={b}", id, image(), images.getLast());
        }

        ResponseSpec cancel() {
            jdbc.sql("insert into grouping_runs (batch_id, kind, state, parameters, method, batch_status, created_at)"
                            + " values (?, 'analysis', 'queued', '{}', 'hdbscan', 'pending', now())")
                    .param(batch)
                    .update();
            return api.delete("/batches/{id}/runs/{run}", batch, run());
        }

        ResponseSpec decide(String kind, List<Integer> decided) {
            return api.post(Map.of("kind", kind, "image_ids", decided), "/batches/{id}/decisions", batch);
        }

        ResponseSpec group() {
            return api.put(Map.of("group_map", Map.of("Group 1", images)), "/batches/{id}/groups", batch);
        }
    }

    private static final List<Call> CALLS = List.of(
            new Call("getRoot", 200, data -> data.get("Accept", "application/json", "/")),
            new Call("getRoot", 200, data -> data.get("Accept", "text/html", "/")),
            new Call("uploadImages", 200, data -> data.api.upload(PICTURE, WORDS, PICTURE)),
            new Call("uploadImages", 400, data -> data.api.upload(WORDS)),
            new Call("uploadImages", 415, data -> data.api.post("{}", "/images/upload")),
            new Call("uploadImages", 422, data -> data.api.uploadTo("/images/upload", List.of())),
            new Call("getAllImages", 200, data -> data.api.get("/images/")),
            new Call("getAllImages", 200, data -> data.api.get("/images?limit=1")),
            new Call("getAllImages", 422, data -> data.api.get("/images?limit=0")),
            new Call("getImageFile", 200, data -> data.api.get("/images/{id}", data.image())),
            new Call("getImageFile", 206, data -> data.get("Range", "bytes=0-9", "/images/{id}", data.image())),
            new Call("getImageFile", 304, data -> data.again("/images/{id}")),
            new Call("getImageFile", 404, data -> data.api.get("/images/{id}", UNKNOWN)),
            new Call("getImageFile", 416, data -> data.get("Range", "bytes=99999999-", "/images/{id}", data.image())),
            new Call("getImageFile", 422, data -> data.api.get("/images/x")),
            new Call("getImageThumbnail", 200, data -> data.api.get("/images/thumbnail/{id}", data.image())),
            new Call(
                    "getImageThumbnail",
                    206,
                    data -> data.get("Range", "bytes=0-9", "/images/thumbnail/{id}", data.image())),
            new Call("getImageThumbnail", 304, data -> data.again("/images/thumbnail/{id}")),
            new Call("getImageThumbnail", 404, data -> data.api.get("/images/thumbnail/{id}", UNKNOWN)),
            new Call("getImageThumbnail", 422, data -> data.api.get("/images/thumbnail/{id}?size=3", data.image())),
            new Call("getImageMetadata", 200, data -> data.api.get("/images/metadata/{id}", data.image())),
            new Call("getImageMetadata", 404, data -> data.api.get("/images/metadata/{id}", UNKNOWN)),
            new Call("getImageQuality", 200, data -> data.api.get("/images/quality/{id}", data.image())),
            new Call("getImageQuality", 422, data -> data.api.get("/images/quality/{id}?metric=x", data.image())),
            new Call(
                    "analyzeBatchQuality",
                    200,
                    data -> data.api.post(List.of(data.image(), UNKNOWN), "/images/quality/batch")),
            new Call("analyzeBatchQuality", 400, data -> data.api.post(List.of(UNKNOWN), "/images/quality/batch")),
            new Call("analyzeBatchQuality", 422, data -> data.api.post("{}", "/images/quality/batch")),
            new Call("deleteImage", 200, data -> data.api.delete("/images/{id}", data.image())),
            new Call("deleteImage", 404, data -> data.api.delete("/images/{id}", UNKNOWN)),
            new Call(
                    "createBatch",
                    200,
                    data -> data.api.post(Map.of("name", "x", "image_ids", data.images), "/batches/")),
            new Call(
                    "createBatch",
                    400,
                    data -> data.api.post(Map.of("name", "x", "image_ids", List.of(UNKNOWN)), "/batches/")),
            new Call("createBatch", 422, data -> data.api.post("{}", "/batches/")),
            new Call("getAllBatches", 200, data -> data.api.get("/batches/")),
            new Call("getAllBatches", 200, data -> data.api.get("/batches?limit=1")),
            new Call("getBatch", 200, data -> data.api.get("/batches/{id}", data.batch)),
            new Call("getBatch", 404, data -> data.api.get("/batches/{id}", UNKNOWN)),
            new Call("getBatch", 406, data -> data.get("Accept", "application/xml", "/batches/{id}", data.batch)),
            new Call("renameBatch", 200, data -> data.api.put(Map.of("name", "y"), "/batches/{id}", data.batch)),
            new Call("deleteBatch", 200, data -> data.api.delete("/batches/{id}", data.batch)),
            new Call(
                    "addImagesToBatch",
                    200,
                    data -> data.api.post(Map.of("image_ids", data.images), "/batches/{id}/images", data.batch)),
            new Call(
                    "uploadAndAddImagesToBatch",
                    200,
                    data -> data.api.uploadTo(
                            "/batches/%d/upload-and-add".formatted(data.batch), List.of(PICTURE, WORDS))),
            new Call(
                    "removeImagesFromBatch",
                    200,
                    data -> data.api.send(
                            HttpMethod.DELETE,
                            Map.of("image_ids", List.of(data.image())),
                            "/batches/{id}/images",
                            data.batch)),
            new Call("analyzeBatch", 200, data -> data.api.put(PAIRS, "/batches/{id}/analyze", data.batch)),
            new Call(
                    "analyzeBatch",
                    202,
                    data -> data.api
                            .client()
                            .put()
                            .uri("/batches/{id}/analyze", data.batch)
                            .header("Prefer", "respond-async")
                            .exchange()),
            new Call(
                    "analyzeBatch",
                    400,
                    data -> data.api.put(PAIRS, "/batches/{id}/analyze", data.api.batch("empty", List.of()))),
            new Call(
                    "analyzeBatch",
                    422,
                    data -> data.api.put(Map.of("min_samples", 0), "/batches/{id}/analyze", data.batch)),
            new Call("getRuns", 200, data -> data.api.get("/batches/{id}/runs?limit=1", data.analyzed())),
            new Call("getRuns", 404, data -> data.api.get("/batches/{id}/runs", UNKNOWN)),
            new Call("getRuns", 422, data -> data.api.get("/batches/{id}/runs?limit=0", data.batch)),
            new Call("getRun", 200, data -> data.api.get("/batches/{id}/runs/{run}", data.analyzed(), data.run())),
            new Call(
                    "getRun",
                    200,
                    data -> data.get(
                            "Accept", "text/event-stream", "/batches/{id}/runs/{run}", data.analyzed(), data.run())),
            new Call("getRun", 404, data -> data.api.get("/batches/{id}/runs/{run}", data.batch, UNKNOWN)),
            new Call("getRun", 406, data -> data.get("Accept", "text/plain", "/batches/{id}/runs/1", data.batch)),
            new Call("getRun", 422, data -> data.api.get("/batches/{id}/runs/x", data.batch)),
            new Call("cancelRun", 202, Data::cancel),
            new Call("cancelRun", 404, data -> data.api.delete("/batches/{id}/runs/{run}", data.batch, UNKNOWN)),
            new Call(
                    "cancelRun", 409, data -> data.api.delete("/batches/{id}/runs/{run}", data.analyzed(), data.run())),
            new Call(
                    "compareRuns",
                    200,
                    data -> data.api.get(
                            "/batches/{id}/runs/{run}/diff?with={run}", data.analyzed(), data.run(), data.run())),
            new Call(
                    "compareRuns",
                    404,
                    data -> data.api.get("/batches/{id}/runs/{run}/diff?with=1", data.batch, UNKNOWN)),
            new Call("compareRuns", 422, data -> data.api.get("/batches/{id}/runs/1/diff", data.batch)),
            new Call("undoLastRun", 200, data -> data.api.post("", "/batches/{id}/runs/undo", data.analyzed())),
            new Call("undoLastRun", 404, data -> data.api.post("", "/batches/{id}/runs/undo", UNKNOWN)),
            new Call("undoLastRun", 409, data -> data.api.post("", "/batches/{id}/runs/undo", data.batch)),
            new Call("undoLastRun", 422, data -> data.api.post("", "/batches/{id}/runs/undo?force=x", data.batch)),
            new Call(
                    "setGranularity",
                    200,
                    data -> data.api.put(Map.of("value", 0.5), "/batches/{id}/granularity", data.analyzed())),
            new Call(
                    "setGranularity",
                    404,
                    data -> data.api.put(Map.of("value", 0.5), "/batches/{id}/granularity", UNKNOWN)),
            new Call(
                    "setGranularity",
                    409,
                    data -> data.api.put(Map.of("value", 0.5), "/batches/{id}/granularity", data.batch)),
            new Call(
                    "setGranularity",
                    422,
                    data -> data.api.put(Map.of("value", 2), "/batches/{id}/granularity", data.batch)),
            new Call("getGranularity", 200, data -> data.api.get("/batches/{id}/granularity", data.analyzed())),
            new Call("getGranularity", 404, data -> data.api.get("/batches/{id}/granularity", UNKNOWN)),
            new Call("getGranularity", 409, data -> data.api.get("/batches/{id}/granularity", data.batch)),
            new Call("getHierarchy", 200, data -> data.api.get("/batches/{id}/hierarchy", data.analyzed())),
            new Call("getHierarchy", 404, data -> data.api.get("/batches/{id}/hierarchy", UNKNOWN)),
            new Call("getHierarchy", 409, data -> data.api.get("/batches/{id}/hierarchy", data.batch)),
            new Call("getHierarchy", 422, data -> data.api.get("/batches/{id}/hierarchy?depth=0", data.batch)),
            new Call("explainPair", 200, data -> data.explain(data.analyzed())),
            new Call("explainPair", 404, data -> data.explain(UNKNOWN)),
            new Call("explainPair", 409, data -> data.explain(data.batch)),
            new Call("explainPair", 422, data -> data.api.get("/batches/{id}/explain?a=1", data.batch)),
            new Call("updateGroupsInBatch", 200, Data::group),
            new Call(
                    "updateGroupsInBatch",
                    400,
                    data -> data.api.put(Map.of("group_map", Map.of()), "/batches/{id}/groups", data.batch)),
            new Call("rankGroupImages", 200, data -> {
                data.group().expectStatus().isOk();
                return data.api.post("", "/batches/{id}/groups/Group 1/rank", data.batch);
            }),
            new Call("rankGroupImages", 400, data -> data.api.post("", "/batches/{id}/groups/none/rank", data.batch)),
            new Call("decideOnImages", 201, data -> data.decide("not_similar", data.images)),
            new Call("decideOnImages", 400, data -> data.decide("similar", List.of(data.image(), UNKNOWN))),
            new Call(
                    "decideOnImages",
                    404,
                    data -> data.api.post(
                            Map.of("kind", "similar", "image_ids", data.images), "/batches/{id}/decisions", UNKNOWN)),
            new Call("decideOnImages", 422, data -> data.decide("maybe", data.images)),
            new Call("getDecisions", 200, data -> {
                data.decide("not_similar", data.images).expectStatus().isCreated();
                return data.api.get("/batches/{id}/decisions?limit=2", data.batch);
            }),
            new Call("getDecisions", 404, data -> data.api.get("/batches/{id}/decisions", UNKNOWN)),
            new Call("revokeDecision", 204, data -> {
                int decision = Api.json(data.decide("similar", data.images))
                        .get(0)
                        .get("id")
                        .asInt();
                return data.api.delete("/batches/{id}/decisions/{decision}", data.batch, decision);
            }),
            new Call("revokeDecision", 404, data -> data.api.delete("/batches/{id}/decisions/1", UNKNOWN)),
            new Call("assignNewImages", 200, data -> {
                data.group().expectStatus().isOk();
                return data.api.post("", "/batches/{id}/assign", data.batch);
            }),
            new Call("assignNewImages", 404, data -> data.api.post("", "/batches/{id}/assign", UNKNOWN)),
            new Call("assignNewImages", 409, data -> data.api.post("", "/batches/{id}/assign", data.batch)),
            new Call("getSimilarImages", 200, data -> {
                data.api.store("smaller.jpg", Pictures.smallerJpeg(951, 400));
                return data.api.get("/images/{id}/similar", data.image());
            }),
            new Call("getSimilarImages", 404, data -> data.api.get("/images/{id}/similar", UNKNOWN)),
            new Call("getSimilarImages", 422, data -> data.api.get("/images/{id}/similar?kind=x", data.image())),
            new Call("getDuplicates", 200, data -> {
                int copy = data.api.store("smaller.jpg", Pictures.smallerJpeg(951, 400));
                data.api.post(Map.of("image_ids", List.of(copy)), "/batches/{id}/images", data.batch);
                data.api.get("/images/{id}/similar", copy).expectStatus().isOk();
                data.api
                        .get("/images/{id}/similar", data.image())
                        .expectStatus()
                        .isOk();
                return data.api.get("/batches/{id}/duplicates?limit=1", data.batch);
            }),
            new Call("getDuplicates", 404, data -> data.api.get("/batches/{id}/duplicates", UNKNOWN)),
            new Call("getDuplicates", 422, data -> data.api.get("/batches/{id}/duplicates?limit=0", data.batch)),
            new Call("getEmbeddingModel", 200, data -> data.api.get("/embedding-model")),
            new Call("getGroupRanking", 200, data -> {
                data.group().expectStatus().isOk();
                data.api
                        .post("", "/batches/{id}/groups/Group 1/rank", data.batch)
                        .expectStatus()
                        .isOk();
                return data.api.get("/batches/{id}/groups/Group 1/ranking", data.batch);
            }),
            new Call("getGroupRanking", 400, data -> data.api.get("/batches/{id}/groups/none/ranking", data.batch)),
            new Call("getGroupRanking", 404, data -> data.api.get("/batches/{id}/groups/none/ranking", UNKNOWN)),
            new Call("getGroupRanking", 409, data -> {
                data.group().expectStatus().isOk();
                return data.api.get("/batches/{id}/groups/Group 1/ranking", data.batch);
            }),
            new Call("truncateAll", 200, data -> data.api.delete("/admin/truncate-all")));

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void refersOnlyToSchemasThatAreThere() {
        JsonNode document = document();

        List<JsonNode> references = document.findValues("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isObject())
                        .as(reference.asString())
                        .isTrue());
    }

    @Test
    void declaresTheAnswersThatAreTestedHereAndNoOtherSuccess() {
        Map<String, JsonNode> operations = operations(document());

        Stream<String> successes = operations.entrySet().stream()
                .flatMap(operation -> operation
                        .getValue()
                        .get("responses")
                        .propertyStream()
                        .filter(answer -> answer.getKey().compareTo("400") < 0)
                        .map(answer -> operation.getKey() + " " + answer.getKey()));

        assertThat(successes)
                .containsExactlyInAnyOrderElementsOf(CALLS.stream()
                        .filter(call -> call.status < 400)
                        .map(Call::toString)
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("CALLS")
    void answersAsDeclared(Call call) {
        List<Integer> images = api.storeScenes(951, 3);
        Data data = new Data(api, jdbc, images, api.batch("openapi", images));

        EntityExchangeResult<byte[]> answer =
                call.request.apply(data).expectBody().returnResult();

        assertThat(answer.getStatus().value()).isEqualTo(call.status);
        assertDeclared(call, answer);
    }

    private void assertDeclared(Call call, EntityExchangeResult<byte[]> answer) {
        JsonNode document = document();
        JsonNode declared =
                operations(document).get(call.operation).get("responses").path("" + call.status);
        HttpHeaders headers = answer.getResponseHeaders();
        assertThat(declared.isObject()).as("an answer is declared").isTrue();
        assertThat(TOLD_HEADERS.stream().filter(headers::containsHeader))
                .allMatch(name -> declared.path("headers").has(name));
        MediaType type = headers.getContentType();
        if (type == null) {
            assertThat(declared.has("content")).isFalse();
            return;
        }
        String known = declared.get("content").propertyNames().stream()
                .filter(name -> MediaType.parseMediaType(name).includes(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " is not declared"));
        if (known.endsWith("json")) {
            JsonNode body = new JsonMapper().readTree(answer.getResponseBodyContent());
            JsonNode schema = declared.get("content").get(known).get("schema");
            assertThat(new DeclaredSchema(document).violations(schema, body)).isEmpty();
        }
    }

    @Test
    void requiresOfARequestOnlyWhatHasNoDefault() {
        JsonNode schemas = document().get("components").get("schemas");

        assertThat(schemas.get("BatchCreate").get("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("name", "image_ids");
        assertThat(schemas.get("AnalyzeBatch").has("required")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/xml", "text/plain", "image/png"})
    void refusesToAnswerInOtherFormatsBeforeAnythingIsDone(String format) {
        int before = Api.json(api.get("/batches/")).size();

        JsonNode problem = Api.json(api.client()
                .post()
                .uri("/batches")
                .header(HttpHeaders.ACCEPT, format)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\":\"x\",\"image_ids\":[]}")
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON));

        assertThat(problem.get("status").asInt()).isEqualTo(406);
        assertThat(Api.json(api.get("/batches/")).size()).isEqualTo(before);
    }

    @Test
    void refusesABodyInYaml() {
        api.client()
                .post()
                .uri("/batches")
                .contentType(MediaType.APPLICATION_YAML)
                .body("name: x\nimage_ids: []\n")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json, text/plain, */*", "image/*"})
    void answersWithAProblemWhateverTheClientWouldLikeToSee(String accepted) {
        api.client()
                .get()
                .uri("/images/{id}", UNKNOWN)
                .header(HttpHeaders.ACCEPT, accepted)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private JsonNode document() {
        return Api.json(api.get("/openapi.json").expectStatus().isOk());
    }

    private static Map<String, JsonNode> operations(JsonNode document) {
        Map<String, JsonNode> operations = new HashMap<>();
        document.get("paths")
                .forEach(path -> path.forEach(
                        operation -> operations.put(operation.get("operationId").asString(), operation)));
        return operations;
    }
}
