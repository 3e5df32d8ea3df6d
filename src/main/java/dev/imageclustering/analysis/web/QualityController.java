package dev.imageclustering.analysis.web;

import dev.imageclustering.analysis.ImageQualities;
import dev.imageclustering.analysis.QualityMetric;
import dev.imageclustering.analysis.QualityMetrics;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageQuality;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.shared.FieldProblem;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/images/quality", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "images")
class QualityController {

    private static final String DEFAULT_METRIC = "technical";
    private static final String METRICS =
            "technical, piqe, brisque, niqe; and musiq, clipiqa+, cnniqa, liqe where a model is set up";
    private static final int MOST_IMAGES = 10_000;
    private static final int MOST_IDS_IN_HEADER = 500;

    private final ImageQualities qualities;
    private final QualityMetrics metrics;
    private final ImageCatalog catalog;

    QualityController(ImageQualities qualities, QualityMetrics metrics, ImageCatalog catalog) {
        this.qualities = qualities;
        this.metrics = metrics;
        this.catalog = catalog;
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getImageQuality", summary = "Answers with the quality, computed where it is missing")
    QualityResponse getImageQuality(
            @PathVariable int id,
            @RequestParam(defaultValue = DEFAULT_METRIC) @Parameter(description = METRICS) String metric,
            @RequestParam(name = "force_reanalyze", defaultValue = "false") boolean forceReanalyze) {
        QualityMetric known = QualityMetric.named(metric);
        ImageQuality quality = qualities.of(new ImageId(id), known, forceReanalyze);
        return QualityResponse.of(catalog.get(new ImageId(id)), quality, metrics.higherIsBetter(known));
    }

    @PostMapping("/batch")
    @Operation(
            operationId = "analyzeBatchQuality",
            summary = "Answers with the qualities, in the order of the ids",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            useReturnTypeSchema = true,
                            headers = {
                                @Header(
                                        name = "X-Failed-Ids",
                                        description = "The first 500 images without a quality, where there are any",
                                        schema = @Schema(type = "string")),
                                @Header(
                                        name = "X-Failed-Count",
                                        description = "How many images are without a quality, where there are any",
                                        schema = @Schema(type = "integer"))
                            }))
    ResponseEntity<List<QualityResponse>> analyzeBatchQuality(
            @RequestBody @Size(max = MOST_IMAGES) List<@NotNull Integer> imageIds,
            @RequestParam(defaultValue = DEFAULT_METRIC) @Parameter(description = METRICS) String metric,
            @RequestParam(name = "force_reanalyze", defaultValue = "false") boolean forceReanalyze) {
        QualityMetric known = QualityMetric.named(metric);
        ImageQualities.Outcome outcome = qualities.ofAll(new LinkedHashSet<>(imageIds), known, forceReanalyze);
        Map<Integer, QualityResponse> found = responses(outcome.found(), metrics.higherIsBetter(known));
        Map<Integer, Problem> failed = outcome.failed();
        if (found.isEmpty() && !failed.isEmpty()) {
            throw failed.values().stream()
                    .filter(reason -> reason.kind() == Problem.Kind.UNAVAILABLE)
                    .findFirst()
                    .orElseGet(() -> new NoQuality(failed));
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (!failed.isEmpty()) {
            answer.header("X-Failed-Ids", ids(failed.keySet()));
            answer.header("X-Failed-Count", String.valueOf(failed.size()));
        }
        return answer.body(
                imageIds.stream().map(found::get).filter(Objects::nonNull).toList());
    }

    /** Returns the first ids, as many as go into a header that every client accepts. */
    private static String ids(Collection<Integer> failed) {
        return failed.stream().limit(MOST_IDS_IN_HEADER).map(String::valueOf).collect(Collectors.joining(","));
    }

    /** One that was deleted while the others were computed is left out. */
    private Map<Integer, QualityResponse> responses(Map<Integer, ImageQuality> found, boolean higherIsBetter) {
        Map<Integer, QualityResponse> responses = new HashMap<>();
        for (ImageView image : catalog.byIds(found.keySet())) {
            ImageQuality quality = Objects.requireNonNull(found.get(image.id()));
            responses.put(image.id(), QualityResponse.of(image, quality, higherIsBetter));
        }
        return responses;
    }

    /** Of none of the images the quality can be told. */
    private static final class NoQuality extends Problem {

        private static final long serialVersionUID = 1L;

        NoQuality(Map<Integer, Problem> reasons) {
            super(
                    Kind.BAD_REQUEST,
                    "no-quality",
                    "The quality of none of the images could be computed.",
                    reasons.entrySet().stream()
                            .map(failed -> new FieldProblem(
                                    failed.getKey().toString(),
                                    failed.getValue().detail()))
                            .toList());
        }
    }
}
