package dev.imageclustering.grouping;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.analysis.FeatureModel;
import dev.imageclustering.clustering.Proposals;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.shared.InvalidRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
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

    /**
     * What images are grouped by.
     *
     * @param model the model that the vectors of the matrix come from
     * @param proposals the vectors of a neural model in use, where the matrix has the built-in descriptor's
     * @param inUse the model that is in use
     */
    record Loaded(FeatureMatrix matrix, String model, Proposals proposals, String inUse) {}

    /**
     * Returns the vectors of those of the images that have one, in the order of ids: by the model in use or, where images
     * are verified, by the built-in descriptor, and a neural model in use proposes.
     *
     * @param progress is told all the time how many are loaded, and may throw what ends it
     * @throws InvalidRequest if they are more than fit into one array
     */
    Loaded load(List<Integer> imageIds, AnalysisRequest request, IntConsumer progress) {
        FeatureModel builtIn = FeatureModel.builtIn();
        if (!AutoMethod.verifies(request)) {
            Used used = inUse(imageIds, progress);
            return new Loaded(used.matrix, used.model.id(), Proposals.NONE, used.model.id());
        }
        FeatureMatrix matrix = load(imageIds, builtIn, progress);
        if (analysis.features(imageIds).equals(builtIn)) {
            return new Loaded(matrix, builtIn.id(), Proposals.NONE, builtIn.id());
        }
        Used used = inUse(imageIds, progress);
        return new Loaded(
                matrix,
                builtIn.id(),
                used.model.equals(builtIn) ? Proposals.NONE : proposals(used.matrix, matrix.imageIds()),
                used.model.id());
    }

    private static Proposals proposals(FeatureMatrix vectors, int[] imageIds) {
        int d = vectors.dimension();
        int[] known = IntStream.range(0, vectors.rows())
                .filter(row -> Arrays.binarySearch(imageIds, vectors.imageIds()[row]) >= 0)
                .toArray();
        float[] values = new float[known.length * d];
        for (int i = 0; i < known.length; i++) {
            System.arraycopy(vectors.values(), known[i] * d, values, i * d, d);
        }
        return new Proposals(
                IntStream.of(known)
                        .map(row -> Arrays.binarySearch(imageIds, vectors.imageIds()[row]))
                        .toArray(),
                values,
                d);
    }

    private record Used(FeatureMatrix matrix, FeatureModel model) {}

    private Used inUse(List<Integer> imageIds, IntConsumer progress) {
        FeatureModel model = analysis.features(imageIds);
        while (true) {
            FeatureMatrix matrix = load(imageIds, model, progress);
            FeatureModel now = analysis.features(imageIds);
            if (now.equals(model)) {
                return new Used(matrix, model);
            }
            // The vectors of the other one were being deleted while they were read.
            model = now;
        }
    }

    private FeatureMatrix load(List<Integer> imageIds, FeatureModel model, IntConsumer progress) {
        int dimension = model.dimension();
        if ((long) imageIds.size() * dimension > MOST_VALUES) {
            throw new InvalidRequest(
                    "id", "The batch has more images than fit into memory at once; analyze it in parts.");
        }
        int[] ids = new int[imageIds.size()];
        float[] values = new float[imageIds.size() * dimension];
        int[] rows = new int[1];
        analyses.forEachFeatures(imageIds.stream().sorted().toList(), model.id(), (id, vector) -> {
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
