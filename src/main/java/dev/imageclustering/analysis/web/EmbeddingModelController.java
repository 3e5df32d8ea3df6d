package dev.imageclustering.analysis.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.analysis.FeatureModels;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "images")
class EmbeddingModelController {

    private final FeatureModels models;

    EmbeddingModelController(FeatureModels models) {
        this.models = models;
    }

    @GetMapping(path = "/embedding-model", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getEmbeddingModel",
            summary = "Tells by which model's vectors images are grouped, and how far a new model's are")
    EmbeddingModelResponse getEmbeddingModel() {
        return EmbeddingModelResponse.of(models.status());
    }

    /** The configured model and the one in use. */
    @Schema(name = "EmbeddingModel")
    record EmbeddingModelResponse(
            String model,
            @JsonProperty("in_use") String inUse,

            @Schema(allowableValues = {"in_use", "computing", "failed"})
            String state,

            long done,
            long total,
            long failed) {

        static EmbeddingModelResponse of(FeatureModels.Status status) {
            return new EmbeddingModelResponse(
                    status.model(),
                    status.inUse(),
                    status.state().name().toLowerCase(Locale.ROOT),
                    status.progress().done(),
                    status.progress().total(),
                    status.progress().failed());
        }
    }
}
