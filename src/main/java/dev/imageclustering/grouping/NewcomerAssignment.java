package dev.imageclustering.grouping;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.BatchStatus;
import dev.imageclustering.batch.GroupAdmission;
import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.clustering.JoinedGroups;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.CpuPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts the images of a batch that have no label yet into its groups, or leaves them ungrouped; no other changes. */
@Component
public class NewcomerAssignment {

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final GroupAdmission admission;
    private final AnalysisQueue analysis;
    private final FeatureMatrices features;
    private final GroupDecisions decisions;
    private final NewcomerPlaces places;
    private final RunLocks locks;
    private final CpuPool cpu;

    NewcomerAssignment(
            BatchCatalog catalog,
            BatchGroups groups,
            GroupAdmission admission,
            AnalysisQueue analysis,
            FeatureMatrices features,
            GroupDecisions decisions,
            NewcomerPlaces places,
            RunLocks locks,
            CpuPool cpu) {
        this.catalog = catalog;
        this.groups = groups;
        this.admission = admission;
        this.analysis = analysis;
        this.features = features;
        this.decisions = decisions;
        this.places = places;
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
            analysis.awaitFeatures(imageIds);
            admission.admit(batch, assignments(batch, newcomers, load(batch, imageIds, labels)));
        }
    }

    private Newcomers load(BatchId batch, List<Integer> imageIds, Map<Integer, String> labels) {
        FeatureMatrices.Loaded loaded = features.load(imageIds);
        return Newcomers.among(
                loaded.matrix(),
                loaded.model(),
                labels,
                decisions.newestFirst(batch, loaded.matrix().imageIds()));
    }

    private Map<Integer, GroupAssignment> assignments(BatchId batch, List<Integer> ids, Newcomers newcomers) {
        Map<Integer, GroupAssignment> assignments = new HashMap<>();
        ids.forEach(id -> assignments.put(id, new GroupAssignment(GroupLabels.UNGROUPED, 0, 0)));
        JoinedGroups joined = cpu.run(() -> places.find(batch, newcomers));
        for (int i = 0; i < joined.labels().length; i++) {
            if (newcomers.isFresh(i) && joined.labels()[i] >= 0) {
                double probability = joined.probabilities()[i];
                assignments.put(
                        newcomers.matrix().imageIds()[i],
                        new GroupAssignment(newcomers.name(joined.labels()[i]), probability, 1 - probability));
            }
        }
        return assignments;
    }
}
