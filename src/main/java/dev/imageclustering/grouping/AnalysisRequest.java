package dev.imageclustering.grouping;

import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.SelectionMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a run. What is null was not asked for: the method decides, and it is not kept with the others.
 *
 * @param minClusterSize the smallest group
 * @param minSamples how many neighbours make a point dense
 * @param method the name of a {@link GroupingMethod}
 * @param verify whether a method that can verify likely pairs by their details shall do so
 * @param selection how groups are chosen from the hierarchy
 * @param epsilon the distance up to which groups that part are still one, 0 or more
 * @param allowSingleCluster whether all images may be one group
 */
public record AnalysisRequest(
        int minClusterSize,
        int minSamples,
        Metric metric,
        @Nullable String method,
        @Nullable Boolean verify,
        @Nullable SelectionMethod selection,
        @Nullable Double epsilon,
        @Nullable Boolean allowSingleCluster) {

    /** The smallest group, and the neighbours that make a point dense, where nobody says. */
    public static final int DEFAULT_SIZE = 5;

    private static final String MIN_CLUSTER_SIZE = "min_cluster_size";
    private static final String MIN_SAMPLES = "min_samples";
    private static final String METRIC = "metric";
    private static final String METHOD = "method";
    private static final String VERIFY = "verify";
    private static final String SELECTION = "cluster_selection_method";
    private static final String EPSILON = "cluster_selection_epsilon";
    private static final String ALLOW_SINGLE_CLUSTER = "allow_single_cluster";

    /** Returns the parameters as the batch keeps them. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!GroupingMethods.AUTO.equals(method)) {
            map.put(MIN_CLUSTER_SIZE, minClusterSize);
            map.put(MIN_SAMPLES, minSamples);
            map.put(METRIC, metric.label());
        }
        putIfAsked(map, METHOD, method);
        putIfAsked(map, VERIFY, verify);
        putIfAsked(map, SELECTION, selection == null ? null : label(selection));
        putIfAsked(map, EPSILON, epsilon);
        putIfAsked(map, ALLOW_SINGLE_CLUSTER, allowSingleCluster);
        return map;
    }

    private static void putIfAsked(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    /** Reads what {@link #toMap()} wrote. */
    static AnalysisRequest ofMap(Map<String, Object> map) {
        return new AnalysisRequest(
                number(map, MIN_CLUSTER_SIZE),
                number(map, MIN_SAMPLES),
                metric(map).orElse(Metric.COSINE),
                (String) map.get(METHOD),
                (Boolean) map.get(VERIFY),
                map.get(SELECTION) == null ? null : selectionNamed(String.valueOf(map.get(SELECTION))),
                map.get(EPSILON) instanceof Number number ? (Double) number.doubleValue() : null,
                (Boolean) map.get(ALLOW_SINGLE_CLUSTER));
    }

    /** Returns the metric among parameters that {@link #toMap()} wrote. */
    static Optional<Metric> metric(Map<String, Object> map) {
        return Metric.named(String.valueOf(map.get(METRIC)));
    }

    /** Returns the name that the outside world uses, as the reference implementation of HDBSCAN does. */
    public static String label(SelectionMethod selection) {
        return switch (selection) {
            case EXCESS_OF_MASS -> "eom";
            case LEAF -> "leaf";
        };
    }

    private static SelectionMethod selectionNamed(String label) {
        for (SelectionMethod selection : SelectionMethod.values()) {
            if (label(selection).equals(label)) {
                return selection;
            }
        }
        throw new IllegalArgumentException("No selection method " + label);
    }

    private static int number(Map<String, Object> map, String name) {
        return map.get(name) instanceof Number number ? number.intValue() : DEFAULT_SIZE;
    }
}
