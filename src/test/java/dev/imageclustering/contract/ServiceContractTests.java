package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ServiceContractTests {

    private static final List<String> OPERATIONS = List.of(
            "uploadImages",
            "getAllImages",
            "getImageFile",
            "getImageThumbnail",
            "getImageMetadata",
            "analyzeBatchQuality",
            "deleteImage",
            "createBatch",
            "getAllBatches",
            "getBatch",
            "renameBatch",
            "deleteBatch",
            "addImagesToBatch",
            "uploadAndAddImagesToBatch",
            "removeImagesFromBatch",
            "analyzeBatch",
            "updateGroupsInBatch",
            "rankGroupImages");

    @Autowired
    private Api api;

    @Test
    void greetsAProgramWithJson() {
        JsonNode answer = Api.json(api.client()
                .get()
                .uri("/")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isOk());

        assertThat(answer.get("message").asString()).isNotBlank();
    }

    @Test
    void givesABrowserTheGallery() {
        String page = Api.text(api.client()
                .get()
                .uri("/")
                .header(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML));

        assertThat(page).contains("/gallery/");
        api.get("/gallery/gallery.js").expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/openapi.json"})
    void documentsEveryOperation(String uri) {
        Map<String, JsonNode> operations = operations(uri);

        assertThat(operations.keySet()).containsAll(OPERATIONS);
    }

    @Test
    void declaresTheErrorAnswersOfAnOperation() {
        JsonNode answers = operations("/v3/api-docs").get("analyzeBatch").get("responses");

        assertThat(answers.propertyNames()).contains("200", "400", "404", "409", "422", "500");
        assertThat(answers.get("409").get("content").propertyNames()).containsExactly("application/problem+json");
    }

    @Test
    void declaresAnErrorAnswerForEveryOperation() {
        assertThat(operations("/v3/api-docs"))
                .allSatisfy(
                        (id, operation) -> assertThat(operation.get("responses").propertyNames())
                                .as(id)
                                .anyMatch(status -> status.startsWith("4") || status.startsWith("5")));
    }

    private Map<String, JsonNode> operations(String uri) {
        Map<String, JsonNode> operations = new HashMap<>();
        JsonNode document = Api.json(api.get(uri).expectStatus().isOk());
        document.get("paths")
                .forEach(path -> path.forEach(
                        operation -> operations.put(operation.get("operationId").asString(), operation)));
        return operations;
    }

    @Test
    void servesTheDocumentationPage() {
        api.get("/docs").expectStatus().is3xxRedirection();
        api.get("/swagger-ui/index.html").expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:3000", "http://localhost:5173"})
    void allowsThePagesOfTheKnownOrigins(String origin) {
        api.client()
                .options()
                .uri("/batches/")
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "DELETE")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }

    @Test
    void refusesThePagesOfOtherOrigins() {
        api.client()
                .options()
                .uri("/batches/")
                .header(HttpHeaders.ORIGIN, "http://example.org")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "DELETE")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void answersWithAProblemForAnUnknownPath() {
        JsonNode problem = Api.json(api.get("/no/such/path")
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON));

        assertThat(problem.propertyNames()).contains("type", "title", "status", "detail", "instance", "message");
        assertThat(problem.get("instance").asString()).isEqualTo("/no/such/path");
    }

    @Test
    void answersWithAProblemForAMethodThatIsNotAllowed() {
        api.put("{}", "/images/upload")
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void refusesToDeleteEverythingUnlessAnAdministratorAllowsIt() {
        api.delete("/admin/truncate-all")
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void reportsItsHealth(String uri) {
        JsonNode health = Api.json(api.get(uri).expectStatus().isOk());

        assertThat(health.get("status").asString()).isEqualTo("UP");
    }

    @Test
    void showsTheAppliedRevisions() {
        JsonNode answer = Api.json(api.get("/actuator/liquibase").expectStatus().isOk());

        assertThat(answer.findValues("changeSets")
                        .getFirst()
                        .valueStream()
                        .map(set -> set.get("id").asString()))
                .startsWith("bb0ac39a2a27", "ba650b8c5046")
                .contains("cc526443c54f");
    }

    @Test
    void exposesMetricsToPrometheus() {
        String metrics = Api.text(api.get("/actuator/prometheus").expectStatus().isOk());

        assertThat(metrics).contains("jvm_memory_used_bytes").contains("image_clustering_analysis_seconds");
    }
}
