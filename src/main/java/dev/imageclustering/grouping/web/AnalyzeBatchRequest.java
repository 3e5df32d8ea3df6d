package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.SelectionMethod;
import dev.imageclustering.grouping.AnalysisRequest;
import dev.imageclustering.grouping.GroupingMethods;
import dev.imageclustering.shared.InvalidRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        String metric,

        @Schema(
                description = "How groups are found",
                allowableValues = {"auto", "hdbscan"})
        @Nullable
        String method,

        @Schema(description = "Whether the method 'auto' compares likely pairs in detail") @Nullable
        Boolean verify,

        @JsonProperty("cluster_selection_method")
        @Schema(
                description = "Which groups are taken from the hierarchy: the most stable or the smallest",
                defaultValue = "eom",
                allowableValues = {"eom", "leaf"})
        @Nullable
        String clusterSelectionMethod,

        @JsonProperty("cluster_selection_epsilon")
        @Schema(description = "The distance up to which groups that part are still one", defaultValue = "0")
        @DecimalMin("0")
        @DecimalMax("1e30")
        @Nullable
        Double clusterSelectionEpsilon,

        @JsonProperty("allow_single_cluster")
        @Schema(description = "Whether all images may be one group; left out, the images decide")
        @Nullable
        Boolean allowSingleCluster) {

    static final AnalyzeBatchRequest EMPTY = new AnalyzeBatchRequest(null, null, null, null, null, null, null, null);

    AnalysisRequest effective(GroupingMethods methods) {
        requireFitting(method(methods));
        return new AnalysisRequest(
                minClusterSize == null ? AnalysisRequest.DEFAULT_SIZE : minClusterSize,
                minSamples == null ? AnalysisRequest.DEFAULT_SIZE : minSamples,
                metric == null ? Metric.COSINE : named("metric", metric, List.of(Metric.values()), Metric::label),
                method(methods),
                verify,
                clusterSelectionMethod == null
                        ? null
                        : named(
                                "cluster_selection_method",
                                clusterSelectionMethod,
                                List.of(SelectionMethod.values()),
                                AnalysisRequest::label),
                clusterSelectionEpsilon,
                allowSingleCluster);
    }

    /** Who names no parameter at all leaves everything to the service. */
    private @Nullable String method(GroupingMethods methods) {
        boolean namesNothing = density().values().stream().noneMatch(Optional::isPresent);
        return method == null && namesNothing && methods.has(GroupingMethods.AUTO) ? GroupingMethods.AUTO : method;
    }

    private void requireFitting(@Nullable String chosen) {
        if (GroupingMethods.AUTO.equals(chosen)) {
            density()
                    .forEach((field, value) -> value.ifPresent(given -> {
                        throw new InvalidRequest(field, "Only the method 'hdbscan' takes this parameter.");
                    }));
        } else if (Boolean.TRUE.equals(verify)) {
            throw new InvalidRequest("verify", "Only the method 'auto' verifies.");
        }
    }

    /** Returns the parameters of density-based clustering. */
    private Map<String, Optional<?>> density() {
        Map<String, Optional<?>> parameters = new LinkedHashMap<>();
        parameters.put("min_cluster_size", Optional.ofNullable(minClusterSize));
        parameters.put("min_samples", Optional.ofNullable(minSamples));
        parameters.put("metric", Optional.ofNullable(metric));
        parameters.put("cluster_selection_method", Optional.ofNullable(clusterSelectionMethod));
        parameters.put("cluster_selection_epsilon", Optional.ofNullable(clusterSelectionEpsilon));
        parameters.put("allow_single_cluster", Optional.ofNullable(allowSingleCluster));
        return parameters;
    }

    private static <T> T named(String field, String name, List<T> values, Function<T, String> label) {
        return values.stream()
                .filter(value -> label.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        field,
                        "Unknown %s '%s'; known are: %s"
                                .formatted(
                                        field,
                                        name,
                                        String.join(
                                                ", ", values.stream().map(label).toList()))));
    }
}
