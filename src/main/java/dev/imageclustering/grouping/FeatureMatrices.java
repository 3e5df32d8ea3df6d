package dev.imageclustering.grouping;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.analysis.FeatureModel;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.shared.InvalidRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/** Loads the vectors of a run into one array, without a copy of them anywhere else. */
@Component
class FeatureMatrices {

    /** No array is longer. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final ImageAnalyses analyses;
    private final AnalysisQueue analysis;

    FeatureMatrices(ImageAnalyses analyses, AnalysisQueue analysis) {
        this.analyses = analyses;
        this.analysis = analysis;
    }

    /** Vectors and the model that they come from. */
    record Loaded(FeatureMatrix matrix, String model) {}

    /** Returns the vectors of those of the images that have one by the model in use, in the order of ids. */
    Loaded load(List<Integer> imageIds) {
        return load(imageIds, done -> {});
    }

    /**
     * Does the same and tells all the time how many are loaded.
     *
     * @throws InvalidRequest if they are more than fit into one array
     * @param progress may throw what ends it
     */
    Loaded load(List<Integer> imageIds, IntConsumer progress) {
        FeatureModel model = analysis.features(imageIds);
        while (true) {
            FeatureMatrix matrix = load(imageIds, model.id(), model.dimension(), progress);
            FeatureModel now = analysis.features(imageIds);
            if (now.equals(model)) {
                return new Loaded(matrix, model.id());
            }
            // The vectors of the other one were being deleted while they were read.
            model = now;
        }
    }

    private FeatureMatrix load(List<Integer> imageIds, String model, int dimension, IntConsumer progress) {
        if ((long) imageIds.size() * dimension > MOST_VALUES) {
            throw new InvalidRequest(
                    "id", "The batch has more images than fit into memory at once; analyze it in parts.");
        }
        int[] ids = new int[imageIds.size()];
        float[] values = new float[imageIds.size() * dimension];
        int[] rows = new int[1];
        analyses.forEachFeatures(imageIds.stream().sorted().toList(), model, (id, vector) -> {
            if (vector.length == dimension) {
                System.arraycopy(vector, 0, values, rows[0] * dimension, dimension);
                ids[rows[0]++] = id;
            }
            progress.accept(rows[0]);
        });
        return rows[0] == ids.length
                ? new FeatureMatrix(ids, values, dimension)
                : new FeatureMatrix(Arrays.copyOf(ids, rows[0]), Arrays.copyOf(values, rows[0] * dimension), dimension);
    }
}
