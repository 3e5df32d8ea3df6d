package dev.imageclustering.grouping;

import dev.imageclustering.clustering.Hdbscan;
import dev.imageclustering.clustering.HdbscanParameters;
import dev.imageclustering.clustering.HdbscanResult;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.RunMonitor;
import org.springframework.stereotype.Component;

/** Groups by HDBSCAN on the feature vectors. */
@Component
final class HdbscanMethod implements GroupingMethod {

    private static final String ENGINE_VERSION = "hdbscan/1";

    /**
     * Cosine distances of the built-in descriptor. Links up to the first joined nothing but copies of one picture in 346
     * photos with known groups, those up to the second the views of one place (recall .86) with the first strangers among
     * them (precision .79, both BCubed, 1 neighbour); a step further one group swallows half of the photos.
     */
    private static final double NEAR = 0.2;

    private static final double FAR = 0.65;

    @Override
    public String name() {
        return GroupingMethods.HDBSCAN;
    }

    @Override
    public Grouping group(GroupingInput input, RunMonitor monitor) {
        FeatureMatrix matrix = input.matrix();
        HdbscanResult result =
                Hdbscan.run(matrix.values(), matrix.rows(), matrix.dimension(), parameters(input, monitor), monitor);
        return new Grouping(
                result.clustering(),
                result.tree(),
                result.coreDistances(),
                !result.exact(),
                ENGINE_VERSION,
                dial(input.request().metric(), matrix.dimension()));
    }

    private static HdbscanParameters parameters(GroupingInput input, RunMonitor monitor) {
        AnalysisRequest request = input.request();
        HdbscanParameters parameters =
                HdbscanParameters.of(request.minClusterSize(), request.minSamples(), request.metric());
        if (request.selection() != null) {
            parameters = parameters.withSelection(request.selection());
        }
        if (request.epsilon() != null) {
            parameters = parameters.withClusterSelectionEpsilon(request.epsilon());
        }
        Boolean single = request.allowSingleCluster();
        return parameters.withAllowSingleCluster(
                single == null ? SceneCoherence.mayBeOneScene(input.matrix(), monitor) : single);
    }

    private static DialRange dial(Metric metric, int dimension) {
        return DialRange.even(distance(NEAR, metric, dimension), distance(FAR, metric, dimension));
    }

    /** The vectors have unit length: the other metrics' distances follow from the cosine distance, or nearly. */
    static double distance(double cosine, Metric metric, int dimension) {
        return switch (metric) {
            case COSINE -> cosine;
            case EUCLIDEAN -> Math.sqrt(2 * cosine);
            // Of a difference that points anywhere, the mean sum of absolute values for its length.
            case MANHATTAN -> Math.sqrt(2 * dimension / Math.PI) * Math.sqrt(2 * cosine);
        };
    }
}
