package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.analysis.QualityMetric;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.web.BatchResponse;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.grouping.AnalysisRequest;
import dev.imageclustering.grouping.BatchAnalysis;
import dev.imageclustering.grouping.GroupRanking;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(path = "/batches/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "batches")
class GroupingController {

    private static final String RESPOND_ASYNC = "respond-async";

    private final BatchAnalysis analysis;
    private final GroupRanking ranking;
    private final BatchCatalog catalog;

    GroupingController(BatchAnalysis analysis, GroupRanking ranking, BatchCatalog catalog) {
        this.analysis = analysis;
        this.ranking = ranking;
        this.catalog = catalog;
    }

    @PutMapping("/analyze")
    @Operation(
            operationId = "analyzeBatch",
            summary = "Groups the images of a batch; with 'Prefer: respond-async' in the background",
            responses = {
                @ApiResponse(responseCode = "200", useReturnTypeSchema = true),
                @ApiResponse(
                        responseCode = "202",
                        useReturnTypeSchema = true,
                        headers = {
                            @Header(
                                    name = "Preference-Applied",
                                    description = RESPOND_ASYNC,
                                    schema = @Schema(type = "string")),
                            @Header(
                                    name = HttpHeaders.LOCATION,
                                    description = "The batch, to look at how far it is",
                                    schema = @Schema(type = "string", format = "uri"))
                        })
            })
    ResponseEntity<BatchResponse> analyzeBatch(
            @PathVariable int id,
            @Valid @RequestBody(required = false) @Nullable AnalyzeBatchRequest body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        BatchId batch = new BatchId(id);
        AnalysisRequest request = (body == null ? new AnalyzeBatchRequest(null, null, null) : body).effective();
        if (prefer != null && prefer.toLowerCase(Locale.ROOT).contains(RESPOND_ASYNC)) {
            analysis.analyseLater(batch, request);
            return ResponseEntity.status(HttpStatus.ACCEPTED)
                    .header("Preference-Applied", RESPOND_ASYNC)
                    .header(HttpHeaders.LOCATION, location(batch))
                    .body(answer(batch));
        }
        analysis.analyse(batch, request);
        return ResponseEntity.ok(answer(batch));
    }

    @PostMapping("/groups/{group_label}/rank")
    @Operation(operationId = "rankGroupImages", summary = "Ranks the images of a group, the best first")
    BatchResponse rankGroupImages(
            @PathVariable int id,
            @PathVariable("group_label") String groupLabel,
            @RequestParam(defaultValue = "technical") String metric) {
        BatchId batch = new BatchId(id);
        ranking.rank(batch, groupLabel, QualityMetric.named(metric));
        return answer(batch);
    }

    private BatchResponse answer(BatchId batch) {
        return BatchResponse.of(catalog.get(batch));
    }

    private static String location(BatchId batch) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/batches/{id}")
                .buildAndExpand(batch.value())
                .toUriString();
    }

    /** The parameters of an analysis; what is left out has its default. */
    @Schema(name = "AnalyzeBatch")
    record AnalyzeBatchRequest(
            @JsonProperty("min_cluster_size") @Min(2) @Schema(defaultValue = "5") @Nullable
            Integer minClusterSize,

            @JsonProperty("min_samples") @Min(1) @Schema(defaultValue = "5") @Nullable
            Integer minSamples,

            @Schema(
                    defaultValue = "cosine",
                    allowableValues = {"cosine", "euclidean", "manhattan"})
            @Nullable
            String metric) {

        private static final int DEFAULT_SIZE = 5;

        AnalysisRequest effective() {
            return new AnalysisRequest(
                    minClusterSize == null ? DEFAULT_SIZE : minClusterSize,
                    minSamples == null ? DEFAULT_SIZE : minSamples,
                    metric == null ? Metric.COSINE : named(metric));
        }

        private static Metric named(String name) {
            return Metric.named(name)
                    .orElseThrow(() -> new InvalidRequest(
                            "metric",
                            "Unknown metric '%s'; known are: %s"
                                    .formatted(
                                            name,
                                            Arrays.stream(Metric.values())
                                                    .map(Metric::label)
                                                    .collect(Collectors.joining(", ")))));
        }
    }
}
