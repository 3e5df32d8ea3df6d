package dev.imageclustering.grouping;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.Hdbscan;
import dev.imageclustering.clustering.HdbscanParameters;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.CpuPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One run of the clustering over a batch: features, clusters, labels. No transaction is open while it computes. */
@Component
class GroupingRun {

    private static final Logger log = LoggerFactory.getLogger(GroupingRun.class);

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final AnalysisQueue analysis;
    private final FeatureMatrices features;
    private final DecidedGroups decided;
    private final CpuPool cpu;

    GroupingRun(
            BatchCatalog catalog,
            BatchGroups groups,
            AnalysisQueue analysis,
            FeatureMatrices features,
            DecidedGroups decided,
            CpuPool cpu) {
        this.catalog = catalog;
        this.groups = groups;
        this.analysis = analysis;
        this.features = features;
        this.decided = decided;
        this.cpu = cpu;
    }

    /** Groups the batch; a failure is recorded in the batch before it is thrown. */
    void run(BatchId batch, AnalysisRequest request) {
        try {
            long start = System.nanoTime();
            List<Integer> imageIds = catalog.imageIds(batch);
            analysis.awaitAll(imageIds);
            groups.complete(batch, assign(batch, imageIds, request));
            log.info(
                    "Grouped the {} images of batch {} in {} ms",
                    imageIds.size(),
                    batch,
                    (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | Error failure) {
            groups.fail(batch, reason(failure));
            throw failure;
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof OutOfMemoryError || failure.getCause() instanceof OutOfMemoryError
                ? "The batch needs more memory than the server has; analyze it in parts."
                : "The analysis failed (%s)".formatted(failure.getClass().getSimpleName());
    }

    private Map<Integer, GroupAssignment> assign(BatchId batch, List<Integer> imageIds, AnalysisRequest request) {
        FeatureMatrix matrix = features.load(imageIds, analysis.model(), analysis.dimension());
        FlatClustering found = cpu.run(() -> cluster(matrix, request));
        // A person has the last word.
        FlatClustering clustering = cpu.run(() -> decided.honour(batch, matrix, request.metric(), found));
        int[] numbers = StableLabels.number(members(matrix, clustering), groups.labels(batch));
        Map<Integer, GroupAssignment> assignments = new HashMap<>();
        // An image that could not be analysed belongs nowhere; it must not hold the others up.
        imageIds.forEach(id -> assignments.put(id, new GroupAssignment(GroupLabels.UNGROUPED, 0, 0)));
        for (int i = 0; i < matrix.rows(); i++) {
            int cluster = clustering.labels()[i];
            String label =
                    cluster == FlatClustering.NOISE ? GroupLabels.UNGROUPED : GroupLabels.numbered(numbers[cluster]);
            assignments.put(
                    matrix.imageIds()[i],
                    new GroupAssignment(
                            label, clustering.probabilities()[i], clustering.outlierScores()[i]));
        }
        return assignments;
    }

    private static FlatClustering cluster(FeatureMatrix matrix, AnalysisRequest request) {
        HdbscanParameters parameters = HdbscanParameters.of(
                        request.minClusterSize(), request.minSamples(), request.metric())
                .withAllowSingleCluster(SceneCoherence.mayBeOneScene(matrix));
        return Hdbscan.cluster(matrix.values(), matrix.rows(), matrix.dimension(), parameters);
    }

    private static List<List<Integer>> members(FeatureMatrix matrix, FlatClustering clustering) {
        List<List<Integer>> members = new ArrayList<>();
        for (int cluster = 0; cluster < clustering.clusterCount(); cluster++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < matrix.rows(); i++) {
            if (clustering.labels()[i] != FlatClustering.NOISE) {
                members.get(clustering.labels()[i]).add(matrix.imageIds()[i]);
            }
        }
        return members;
    }
}
