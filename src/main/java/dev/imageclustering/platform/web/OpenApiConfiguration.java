package dev.imageclustering.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The OpenAPI document: what the handlers do not say themselves, above all the error answers of each operation. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";
    private static final String JSON = "application/json";
    private static final String PROBLEM_JSON = "application/problem+json";

    /** Written as a stream of JSON, whatever the client accepts. */
    private static final Set<String> LISTS = Set.of("getAllImages", "getAllBatches");

    private static final List<Integer> UPLOAD = List.of(400, 413, 415, 422);

    /** The error answers of each operation, beside the 500 that any may have and the 406 of those that only know JSON. */
    private static final Map<String, List<Integer>> ERRORS = Map.ofEntries(
            Map.entry("getRoot", List.of()),
            Map.entry("uploadImages", UPLOAD),
            Map.entry("getAllImages", List.of(422)),
            Map.entry("getImageFile", List.of(404, 416, 422)),
            Map.entry("getImageThumbnail", List.of(404, 416, 422)),
            Map.entry("getImageMetadata", List.of(404, 422)),
            Map.entry("getImageQuality", List.of(404, 422)),
            Map.entry("analyzeBatchQuality", List.of(400, 415, 422)),
            Map.entry("deleteImage", List.of(404, 422)),
            Map.entry("createBatch", List.of(400, 415, 422)),
            Map.entry("getAllBatches", List.of(422)),
            Map.entry("getBatch", List.of(404, 422)),
            Map.entry("renameBatch", List.of(404, 415, 422)),
            Map.entry("deleteBatch", List.of(404, 422)),
            Map.entry("addImagesToBatch", List.of(400, 404, 415, 422)),
            Map.entry("uploadAndAddImagesToBatch", List.of(400, 404, 413, 415, 422)),
            Map.entry("removeImagesFromBatch", List.of(404, 415, 422)),
            Map.entry("analyzeBatch", List.of(400, 404, 409, 415, 422)),
            Map.entry("updateGroupsInBatch", List.of(400, 404, 409, 415, 422)),
            Map.entry("rankGroupImages", List.of(400, 404, 409, 422)),
            Map.entry("getRuns", List.of(404, 422)),
            Map.entry("getRun", List.of(404, 406, 422)),
            Map.entry("cancelRun", List.of(404, 406, 409, 422)),
            Map.entry("compareRuns", List.of(404, 409, 422)),
            Map.entry("undoLastRun", List.of(404, 409, 422)),
            Map.entry("setGranularity", List.of(404, 409, 415, 422)),
            Map.entry("getGranularity", List.of(404, 409, 422)),
            Map.entry("getHierarchy", List.of(404, 409, 422)),
            Map.entry("explainPair", List.of(404, 409, 422)),
            Map.entry("decideOnImages", List.of(400, 404, 406, 415, 422)),
            Map.entry("getDecisions", List.of(404, 422)),
            Map.entry("revokeDecision", List.of(404, 406, 422)),
            Map.entry("assignNewImages", List.of(404, 409, 422)),
            Map.entry("getSimilarImages", List.of(404, 422)),
            Map.entry("getDuplicates", List.of(404, 422)),
            Map.entry("getEmbeddingModel", List.of()),
            Map.entry("getGroupRanking", List.of(400, 404, 409, 422)),
            Map.entry("truncateAll", List.of(403)));

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Image clustering")
                        .description("Groups photos of the same thing, ranks each group and tells which shot to keep.")
                        .version("1")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    @Bean
    OpenApiCustomizer declaredErrors() {
        return document -> {
            // Not earlier: what nothing refers to yet is removed from the document before it comes here.
            document.getComponents().addSchemas(PROBLEM, problem());
            document.getPaths()
                    .values()
                    .forEach(path -> path.readOperations().forEach(OpenApiConfiguration::declareErrors));
        };
    }

    /** The start page answers in one of two types, which its signature does not tell. */
    @Bean
    OpenApiCustomizer declaredStartPage() {
        return document -> document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> "getRoot".equals(operation.getOperationId()))
                .forEach(OpenApiConfiguration::declareStartPage);
    }

    private static void declareStartPage(Operation root) {
        // Accept is no parameter in OpenAPI: the types of the answer say it.
        root.setParameters(null);
        Content content = new Content()
                .addMediaType(JSON, new MediaType().schema(reference("Message")))
                .addMediaType("text/html", new MediaType().schema(new StringSchema()));
        root.getResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description(HttpStatus.OK.getReasonPhrase())
                                .content(content));
    }

    private static void declareErrors(Operation operation) {
        ERRORS.getOrDefault(operation.getOperationId(), List.of()).forEach(status -> declare(operation, status));
        if (answersInJsonAlone(operation) && !LISTS.contains(operation.getOperationId())) {
            declare(operation, HttpStatus.NOT_ACCEPTABLE.value());
        }
        declare(operation, HttpStatus.INTERNAL_SERVER_ERROR.value());
    }

    private static boolean answersInJsonAlone(Operation operation) {
        ApiResponse success = operation.getResponses().get("200");
        return success != null
                && success.getContent() != null
                && success.getContent().keySet().equals(Set.of(JSON));
    }

    private static void declare(Operation operation, int status) {
        Content content = new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(reference(PROBLEM)));
        ApiResponse answer = new ApiResponse()
                .description(HttpStatus.valueOf(status).getReasonPhrase())
                .content(content);
        if (status == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
            answer.addHeaderObject(
                    HttpHeaders.CONTENT_RANGE,
                    new Header().description("How many bytes there are").schema(new StringSchema()));
        }
        operation.getResponses().addApiResponse(Integer.toString(status), answer);
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> problem() {
        Schema<?> error =
                new ObjectSchema().addProperty("field", new StringSchema()).addProperty("message", new StringSchema());
        error.setRequired(List.of("field", "message"));
        Schema<?> problem = new ObjectSchema()
                .description("Problem details of RFC 9457")
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri"))
                .addProperty("message", new StringSchema().description("The same text as detail"))
                .addProperty("errors", new ArraySchema().items(error));
        problem.setRequired(List.of("type", "title", "status", "detail", "message"));
        return problem;
    }
}
