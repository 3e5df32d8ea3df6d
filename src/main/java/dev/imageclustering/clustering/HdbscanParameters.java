package dev.imageclustering.clustering;

/**
 * The parameters of {@link Hdbscan}.
 *
 * @param minClusterSize the least number of points that makes a cluster, at least 2; a component that is smaller is
 *     noise
 * @param minSamples which neighbour's distance is a point's core distance, at least 1; the point itself is not
 *     counted. Where there are fewer other points, the farthest of them is taken
 * @param metric the distance
 * @param selection how clusters are chosen from the hierarchy
 * @param clusterSelectionEpsilon the distance up to which clusters that parted are still one, at least 0; 0 for off
 * @param allowSingleCluster whether the cluster of all points may be chosen
 * @param precision whether the neighbours may be searched approximately
 */
public record HdbscanParameters(
        int minClusterSize,
        int minSamples,
        Metric metric,
        SelectionMethod selection,
        double clusterSelectionEpsilon,
        boolean allowSingleCluster,
        Precision precision) {

    public HdbscanParameters {
        if (minClusterSize < 2) {
            throw new IllegalArgumentException("minClusterSize must be at least 2, not " + minClusterSize);
        }
        if (minSamples < 1) {
            throw new IllegalArgumentException("minSamples must be at least 1, not " + minSamples);
        }
        if (!(clusterSelectionEpsilon >= 0)) {
            throw new IllegalArgumentException(
                    "clusterSelectionEpsilon must be at least 0, not " + clusterSelectionEpsilon);
        }
    }

    /** Returns parameters with excess of mass, no epsilon, a single cluster allowed and the precision left to the size. */
    public static HdbscanParameters of(int minClusterSize, int minSamples, Metric metric) {
        return new HdbscanParameters(
                minClusterSize, minSamples, metric, SelectionMethod.EXCESS_OF_MASS, 0, true, Precision.AUTO);
    }

    public HdbscanParameters withSelection(SelectionMethod other) {
        return new HdbscanParameters(
                minClusterSize, minSamples, metric, other, clusterSelectionEpsilon, allowSingleCluster, precision);
    }

    public HdbscanParameters withClusterSelectionEpsilon(double epsilon) {
        return new HdbscanParameters(
                minClusterSize, minSamples, metric, selection, epsilon, allowSingleCluster, precision);
    }

    public HdbscanParameters withAllowSingleCluster(boolean allowed) {
        return new HdbscanParameters(
                minClusterSize, minSamples, metric, selection, clusterSelectionEpsilon, allowed, precision);
    }

    public HdbscanParameters withPrecision(Precision other) {
        return new HdbscanParameters(
                minClusterSize, minSamples, metric, selection, clusterSelectionEpsilon, allowSingleCluster, other);
    }
}
