package dev.imageclustering.grouping.web;

import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.web.BatchResponse;
import dev.imageclustering.grouping.BatchAnalysis;
import dev.imageclustering.grouping.RunCatalog;
import dev.imageclustering.grouping.RunComparison;
import dev.imageclustering.grouping.RunId;
import dev.imageclustering.grouping.RunUndo;
import dev.imageclustering.grouping.RunView;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.web.JsonArrays;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/batches/{id}/runs")
@Tag(name = "runs")
class RunsController {

    private final RunCatalog runs;
    private final BatchAnalysis analysis;
    private final RunComparison comparison;
    private final RunUndo undo;
    private final BatchCatalog catalog;
    private final RunEvents events;
    private final JsonArrays arrays;

    RunsController(
            RunCatalog runs,
            BatchAnalysis analysis,
            RunComparison comparison,
            RunUndo undo,
            BatchCatalog catalog,
            RunEvents events,
            JsonArrays arrays) {
        this.runs = runs;
        this.analysis = analysis;
        this.comparison = comparison;
        this.undo = undo;
        this.catalog = catalog;
        this.events = events;
        this.arrays = arrays;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getRuns",
            summary = "Lists the runs of a batch that are kept, the oldest first",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            array =
                                                    @ArraySchema(
                                                            schema = @Schema(implementation = RunResponse.class)))))
    void getRuns(
            @PathVariable int id,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            HttpServletResponse response)
            throws IOException {
        List<RunView> page = runs.page(new BatchId(id), after, limit);
        OptionalInt last = page.stream().mapToInt(RunView::id).max();
        arrays.writePage(response, page.stream().map(RunResponse::of).toList(), limit, last);
    }

    @GetMapping(path = "/{run}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getRun",
            summary = "Tells how far a run is, or, for 'Accept: text/event-stream', how it goes on until its end",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = RunResponse.class)),
                                @Content(
                                        mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                        schema = @Schema(type = "string"))
                            }))
    RunResponse getRun(@PathVariable int id, @PathVariable int run) {
        return RunResponse.of(runs.get(new BatchId(id), new RunId(run)));
    }

    @GetMapping(path = "/{run}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(hidden = true)
    SseEmitter watchRun(@PathVariable int id, @PathVariable int run, HttpServletResponse response) {
        // Some proxies collect an answer before they pass it on.
        response.setHeader("X-Accel-Buffering", "no");
        return events.watch(runs.get(new BatchId(id), new RunId(run)));
    }

    @DeleteMapping(path = "/{run}", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "cancelRun",
            summary = "Cancels a run; a moment later the batch is what it was before",
            responses = @ApiResponse(responseCode = "202", useReturnTypeSchema = true))
    RunResponse cancelRun(@PathVariable int id, @PathVariable int run) {
        analysis.cancel(new BatchId(id), new RunId(run));
        return RunResponse.of(runs.get(new BatchId(id), new RunId(run)));
    }

    @GetMapping(path = "/{run}/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "compareRuns", summary = "Tells what a run made of the groups of another run of the batch")
    RunDifferenceResponse compareRuns(
            @PathVariable int id,
            @PathVariable int run,
            @RequestParam int with,
            @RequestParam(defaultValue = "1000") @Min(0) @Max(100_000) int limit) {
        return RunDifferenceResponse.of(
                run, with, comparison.compare(new BatchId(id), new RunId(run), new RunId(with), limit));
    }

    @PostMapping(path = "/undo", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "undoLastRun",
            summary = "Brings back the groups and ranks before the last run; called again, those before the one before")
    BatchResponse undoLastRun(
            @PathVariable int id,
            @RequestParam(defaultValue = "false")
                    @Parameter(description = "Whether to lose what was grouped by hand since the run")
                    boolean force) {
        undo.undo(new BatchId(id), force);
        return BatchResponse.of(catalog.get(new BatchId(id)));
    }
}
