package dev.imageclustering.grouping.web;

import dev.imageclustering.analysis.QualityMetric;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.web.BatchResponse;
import dev.imageclustering.grouping.AnalysisRequest;
import dev.imageclustering.grouping.BatchAnalysis;
import dev.imageclustering.grouping.GroupRanking;
import dev.imageclustering.grouping.GroupingMethods;
import dev.imageclustering.grouping.RunId;
import dev.imageclustering.shared.BatchId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Locale;
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
    private final GroupingMethods methods;
    private final GroupRanking ranking;
    private final BatchCatalog catalog;

    GroupingController(BatchAnalysis analysis, GroupingMethods methods, GroupRanking ranking, BatchCatalog catalog) {
        this.analysis = analysis;
        this.methods = methods;
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
                                    description = "The run, to look at how far it is",
                                    schema = @Schema(type = "string", format = "uri"))
                        })
            })
    ResponseEntity<BatchResponse> analyzeBatch(
            @PathVariable int id,
            @Valid @RequestBody(required = false) @Nullable AnalyzeBatchRequest body,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
        BatchId batch = new BatchId(id);
        AnalysisRequest request = (body == null ? AnalyzeBatchRequest.EMPTY : body).effective(methods);
        if (prefer != null && prefer.toLowerCase(Locale.ROOT).contains(RESPOND_ASYNC)) {
            RunId run = analysis.analyseLater(batch, request);
            return ResponseEntity.status(HttpStatus.ACCEPTED)
                    .header("Preference-Applied", RESPOND_ASYNC)
                    .header(HttpHeaders.LOCATION, location(batch, run))
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

    private static String location(BatchId batch, RunId run) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/batches/{id}/runs/{run}")
                .buildAndExpand(batch.value(), run.value())
                .toUriString();
    }
}
