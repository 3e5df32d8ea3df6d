package dev.imageclustering.grouping;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.BatchStatus;
import dev.imageclustering.batch.GroupAdmission;
import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.GroupJoining;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.CpuPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the images of a batch that have no label yet into its groups, or leaves them ungrouped; no other changes. */
@Component
public class NewcomerAssignment {

    /** Photos of the built-in descriptor that are less alike than that are not of one scene (docs/similarity.md). */
    private static final double MAX_DISTANCE = 0.6;

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final GroupAdmission admission;
    private final AnalysisQueue analysis;
    private final FeatureMatrices features;
    private final RunLocks locks;
    private final CpuPool cpu;

    NewcomerAssignment(
            BatchCatalog catalog,
            BatchGroups groups,
            GroupAdmission admission,
            AnalysisQueue analysis,
            FeatureMatrices features,
            RunLocks locks,
            CpuPool cpu) {
        this.catalog = catalog;
        this.groups = groups;
        this.admission = admission;
        this.analysis = analysis;
        this.features = features;
        this.locks = locks;
        this.cpu = cpu;
    }

    /**
     * Assigns the newcomers of the batch. Those whose picture cannot be analysed are ungrouped.
     *
     * @throws BatchBusy if the batch is being analysed
     * @throws NothingToJoin if no image of the batch has a label
     */
    public void assign(BatchId batch) {
        catalog.require(batch);
        try (RunLocks.RunLock _ = locks.tryLock(batch).orElseThrow(() -> new BatchBusy(batch))) {
            if (groups.status(batch) == BatchStatus.PROCESSING) {
                throw new BatchBusy(batch);
            }
            List<Integer> imageIds = catalog.imageIds(batch);
            Map<Integer, String> labels = groups.labels(batch);
            List<Integer> newcomers =
                    imageIds.stream().filter(id -> !labels.containsKey(id)).toList();
            if (newcomers.isEmpty()) {
                return;
            }
            if (labels.isEmpty()) {
                throw new NothingToJoin(batch);
            }
            analysis.awaitAll(imageIds);
            admission.admit(
                    batch,
                    assignments(newcomers, labels, minSamples(catalog.get(batch).parameters())));
        }
    }

    private Map<Integer, GroupAssignment> assignments(
            List<Integer> newcomers, Map<Integer, String> labels, int minSamples) {
        Map<Integer, GroupAssignment> assignments = new HashMap<>();
        newcomers.forEach(id -> assignments.put(id, new GroupAssignment(GroupLabels.UNGROUPED, 0, 0)));
        FeatureMatrix present = load(List.copyOf(labels.keySet()));
        FeatureMatrix fresh = load(newcomers);
        List<String> names = labels.values().stream()
                .filter(label -> !label.equals(GroupLabels.UNGROUPED))
                .distinct()
                .sorted()
                .toList();
        GroupJoining.Joined joined = cpu.run(() -> join(present, numbers(present, labels, names), fresh, minSamples));
        for (int i = 0; i < fresh.rows(); i++) {
            if (joined.labels()[i] != FlatClustering.NOISE) {
                double probability = joined.probabilities()[i];
                assignments.put(
                        fresh.imageIds()[i],
                        new GroupAssignment(names.get(joined.labels()[i]), probability, 1 - probability));
            }
        }
        return assignments;
    }

    private FeatureMatrix load(List<Integer> imageIds) {
        return features.load(imageIds, analysis.model(), analysis.dimension());
    }

    private static GroupJoining.Joined join(FeatureMatrix present, int[] numbers, FeatureMatrix fresh, int minSamples) {
        return GroupJoining.join(
                present.values(),
                present.rows(),
                present.dimension(),
                numbers,
                fresh.values(),
                fresh.rows(),
                new GroupJoining.Parameters(minSamples, Metric.COSINE, MAX_DISTANCE));
    }

    private static int[] numbers(FeatureMatrix present, Map<Integer, String> labels, List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : names) {
            numbers.put(name, numbers.size());
        }
        List<Integer> numbered = new ArrayList<>();
        for (int image : present.imageIds()) {
            numbered.add(numbers.getOrDefault(String.valueOf(labels.get(image)), FlatClustering.NOISE));
        }
        return numbered.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns what the last run took for a dense neighbourhood; 1, the nearest neighbour, where it did not say. */
    private static int minSamples(@Nullable Map<String, Object> parameters) {
        Object minSamples = parameters == null ? null : parameters.get("min_samples");
        return minSamples instanceof Number number ? Math.max(1, number.intValue()) : 1;
    }
}
