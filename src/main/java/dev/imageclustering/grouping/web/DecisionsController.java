package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.grouping.DecisionKind;
import dev.imageclustering.grouping.DecisionSource;
import dev.imageclustering.grouping.DecisionView;
import dev.imageclustering.grouping.GroupDecisions;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.InvalidRequest;
import dev.imageclustering.shared.web.JsonArrays;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/batches/{id}/decisions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "batches")
class DecisionsController {

    private static final int MOST_TOGETHER = 10_000;
    private static final int MOST_APART = 100;

    private final GroupDecisions decisions;
    private final JsonArrays arrays;

    DecisionsController(GroupDecisions decisions, JsonArrays arrays) {
        this.decisions = decisions;
        this.arrays = arrays;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "decideOnImages",
            summary = "Decides that images belong together, or that no two of them do; later runs keep to it")
    List<DecisionResponse> decideOnImages(@PathVariable int id, @Valid @RequestBody DecisionRequest request) {
        if (request.kind() == DecisionKind.NOT_SIMILAR && request.imageIds().size() > MOST_APART) {
            throw new InvalidRequest("image_ids", "At most %d images can be told apart at once.".formatted(MOST_APART));
        }
        if (request.imageIds().stream().distinct().count() < 2) {
            throw new InvalidRequest("image_ids", "A decision needs two images or more.");
        }
        return decisions.decide(new BatchId(id), request.kind(), request.imageIds()).stream()
                .map(DecisionResponse::of)
                .toList();
    }

    @GetMapping
    @Operation(
            operationId = "getDecisions",
            summary = "Lists the decisions on the images of a batch, the oldest first",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            array =
                                                    @ArraySchema(
                                                            schema =
                                                                    @Schema(implementation = DecisionResponse.class)))))
    void getDecisions(
            @PathVariable int id,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(10_000) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            HttpServletResponse response)
            throws IOException {
        List<DecisionResponse> page = decisions.page(new BatchId(id), after, limit).stream()
                .map(DecisionResponse::of)
                .toList();
        OptionalInt last = page.stream().mapToInt(DecisionResponse::id).max();
        arrays.writePage(response, page, limit, last);
    }

    @DeleteMapping("/{decision_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeDecision", summary = "Takes a decision back")
    void revokeDecision(@PathVariable int id, @PathVariable("decision_id") int decisionId) {
        decisions.revoke(new BatchId(id), decisionId);
    }

    /** A decision on images of a batch. */
    @Schema(name = "DecisionCreate")
    record DecisionRequest(
            @NotNull DecisionKind kind,

            @NotNull @Size(min = 2, max = MOST_TOGETHER) @JsonProperty("image_ids")
            List<@NotNull Integer> imageIds) {}

    /** A decision on two images. */
    @Schema(name = "Decision")
    record DecisionResponse(
            int id,
            DecisionKind kind,
            @JsonProperty("image_ids") List<Integer> imageIds,
            DecisionSource source,
            @JsonProperty("decided_at") Instant decidedAt) {

        static DecisionResponse of(DecisionView decision) {
            return new DecisionResponse(
                    decision.id(),
                    decision.kind(),
                    List.of(decision.imageA(), decision.imageB()),
                    decision.source(),
                    decision.decidedAt());
        }
    }
}
