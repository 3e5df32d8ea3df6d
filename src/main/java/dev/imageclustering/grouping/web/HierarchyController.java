package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.web.BatchResponse;
import dev.imageclustering.grouping.Granularity;
import dev.imageclustering.grouping.GroupExplanation;
import dev.imageclustering.grouping.Hierarchies;
import dev.imageclustering.grouping.HierarchyTree;
import dev.imageclustering.shared.BatchId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/batches/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "hierarchy")
class HierarchyController {

    private static final int SMALLEST_GROUP = 2;

    private final Granularity granularity;
    private final Hierarchies hierarchies;
    private final GroupExplanation explanation;
    private final BatchCatalog catalog;

    HierarchyController(
            Granularity granularity, Hierarchies hierarchies, GroupExplanation explanation, BatchCatalog catalog) {
        this.granularity = granularity;
        this.hierarchies = hierarchies;
        this.explanation = explanation;
        this.catalog = catalog;
    }

    @PutMapping("/granularity")
    @Operation(
            operationId = "setGranularity",
            summary = "Groups a batch anew from the hierarchy of its last analysis, finer or coarser")
    BatchResponse setGranularity(@PathVariable int id, @Valid @RequestBody GranularityRequest request) {
        BatchId batch = new BatchId(id);
        granularity.set(
                batch, request.value(), request.minGroupSize() == null ? SMALLEST_GROUP : request.minGroupSize());
        return BatchResponse.of(catalog.get(batch));
    }

    @GetMapping("/granularity")
    @Operation(operationId = "getGranularity", summary = "Tells how fine or coarse the groups of a batch are cut")
    GranularityResponse getGranularity(@PathVariable int id) {
        return GranularityResponse.of(granularity.get(new BatchId(id)));
    }

    @GetMapping("/hierarchy")
    @Operation(
            operationId = "getHierarchy",
            summary = "Answers with the tree of groups within groups, as much of it as is asked for")
    HierarchyResponse getHierarchy(
            @PathVariable int id,
            @RequestParam(required = false) @Schema(description = "The node to begin with") @Nullable Integer root,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(100_000) int depth,
            @RequestParam(name = "min_size", defaultValue = "2") @Min(2) int minSize,
            @RequestParam(defaultValue = "500") @Min(1) @Max(10_000) int limit,
            @RequestParam(name = "image_limit", defaultValue = "100") @Min(0) @Max(1_000) int imageLimit) {
        return HierarchyResponse.of(
                hierarchies.tree(new BatchId(id), new HierarchyTree.Extent(root, depth, minSize, limit, imageLimit)));
    }

    @GetMapping("/explain")
    @Operation(operationId = "explainPair", summary = "Tells why two images are in one group, or why they are not")
    ExplanationResponse explainPair(@PathVariable int id, @RequestParam int a, @RequestParam int b) {
        return ExplanationResponse.of(explanation.explain(new BatchId(id), a, b));
    }

    /** Where to put the dial. */
    @Schema(name = "GranularityUpdate")
    record GranularityRequest(
            @NotNull
            @DecimalMin("0")
            @DecimalMax("1")
            @Schema(
                    description = "From 0, only what is nearly identical, to 1, everything of one place",
                    minimum = "0",
                    maximum = "1")
            Double value,

            @JsonProperty("min_group_size") @Min(2) @Schema(defaultValue = "2") @Nullable
            Integer minGroupSize) {}

    /** Where the dial stands; its value is null while the groups are those of the analysis itself. */
    @Schema(name = "Granularity")
    record GranularityResponse(
            @Nullable Double value,
            @Nullable Double distance,
            @JsonProperty("min_group_size") @Nullable Integer minGroupSize,
            int run,
            int analysis,
            @JsonProperty("nearest_distance") double nearestDistance,
            @JsonProperty("middle_distance") double middleDistance,
            @JsonProperty("farthest_distance") double farthestDistance) {

        static GranularityResponse of(Granularity.Setting setting) {
            return new GranularityResponse(
                    setting.value(),
                    setting.distance(),
                    setting.minGroupSize(),
                    setting.run(),
                    setting.analysis(),
                    setting.dial().near(),
                    setting.dial().middle(),
                    setting.dial().far());
        }
    }
}
