package dev.imageclustering.grouping;

import dev.imageclustering.clustering.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The parameters of a run.
 *
 * @param minClusterSize the smallest group
 * @param minSamples how many neighbours make a point dense
 */
public record AnalysisRequest(int minClusterSize, int minSamples, Metric metric) {

    private static final String MIN_CLUSTER_SIZE = "min_cluster_size";
    private static final String MIN_SAMPLES = "min_samples";
    private static final String METRIC = "metric";

    /** Returns the parameters as the batch keeps them. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(MIN_CLUSTER_SIZE, minClusterSize);
        map.put(MIN_SAMPLES, minSamples);
        map.put(METRIC, metric.label());
        return map;
    }

    /** Reads what {@link #toMap()} wrote. */
    static AnalysisRequest ofMap(Map<String, Object> map) {
        return new AnalysisRequest(
                number(map, MIN_CLUSTER_SIZE),
                number(map, MIN_SAMPLES),
                Metric.named(String.valueOf(map.get(METRIC))).orElseThrow());
    }

    private static int number(Map<String, Object> map, String name) {
        return ((Number) Objects.requireNonNull(map.get(name), name)).intValue();
    }
}
