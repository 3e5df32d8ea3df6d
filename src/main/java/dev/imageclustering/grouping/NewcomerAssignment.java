package dev.imageclustering.grouping;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.BatchStatus;
import dev.imageclustering.batch.GroupAdmission;
import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.clustering.DecidedPair;
import dev.imageclustering.clustering.JoinedGroups;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.CpuPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the images of a batch that have no label yet into its groups, or leaves them ungrouped; no other changes. */
@Component
public class NewcomerAssignment {

    private static final int ATTEMPTS = 5;

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final GroupAdmission admission;
    private final AnalysisQueue analysis;
    private final FeatureMatrices features;
    private final GroupDecisions decisions;
    private final NewcomerPlaces places;
    private final RunLocks locks;
    private final RunPlaces atOnce;
    private final CpuPool cpu;
    private final TransactionTemplate transaction;

    NewcomerAssignment(
            BatchCatalog catalog,
            BatchGroups groups,
            GroupAdmission admission,
            AnalysisQueue analysis,
            FeatureMatrices features,
            GroupDecisions decisions,
            NewcomerPlaces places,
            RunLocks locks,
            RunPlaces atOnce,
            CpuPool cpu,
            TransactionTemplate transaction) {
        this.catalog = catalog;
        this.groups = groups;
        this.admission = admission;
        this.analysis = analysis;
        this.features = features;
        this.decisions = decisions;
        this.places = places;
        this.locks = locks;
        this.atOnce = atOnce;
        this.cpu = cpu;
        this.transaction = transaction;
    }

    /**
     * Assigns the newcomers of the batch. Those whose picture cannot be analysed are ungrouped. Begins anew where a person
     * changes the groups or decides something meanwhile.
     *
     * @throws BatchBusy if the batch is being analysed, or if people never stop to change it
     * @throws NothingToJoin if no image of the batch has a label
     */
    public void assign(BatchId batch) {
        catalog.require(batch);
        try (RunLocks.RunLock _ = locks.tryLock(batch).orElseThrow(() -> new BatchBusy(batch));
                RunPlaces.Place _ = awaitPlace(batch)) {
            if (groups.status(batch) == BatchStatus.PROCESSING) {
                throw new BatchBusy(batch);
            }
            boolean done = false;
            for (int attempt = 0; attempt < ATTEMPTS && !done; attempt++) {
                done = tryAssign(batch);
            }
            if (!done) {
                throw new BatchBusy(batch);
            }
        }
    }

    private RunPlaces.Place awaitPlace(BatchId batch) {
        try {
            return atOnce.take(() -> catalog.require(batch));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BatchBusy(batch);
        }
    }

    /** Returns false, with nothing changed, if a person changed the groups or decided something meanwhile. */
    private boolean tryAssign(BatchId batch) {
        List<Integer> imageIds = catalog.imageIds(batch);
        if (groups.labels(batch).keySet().containsAll(imageIds)) {
            return true;
        }
        analysis.awaitFeatures(imageIds);
        Map<Integer, String> labels = groups.labels(batch);
        if (labels.isEmpty()) {
            throw new NothingToJoin(batch);
        }
        List<Integer> fresh =
                imageIds.stream().filter(id -> !labels.containsKey(id)).toList();
        FeatureMatrices.Loaded loaded = features.load(imageIds, places.request(batch), done -> {});
        FeatureMatrix matrix = loaded.matrix();
        List<DecidedPair> decided = decisions.newestFirst(batch, matrix.imageIds());
        Map<Integer, GroupAssignment> assignments = assignments(batch, fresh, Newcomers.among(loaded, labels, decided));
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // Whoever regroups or decides waits until this is over.
            groups.requireIdle(batch);
            boolean current = groups.labels(batch).equals(labels)
                    && decisions.newestFirst(batch, matrix.imageIds()).equals(decided);
            if (current) {
                admission.admit(batch, assignments);
            }
            return current;
        }));
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
