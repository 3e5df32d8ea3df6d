package dev.imageclustering.grouping;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.clustering.RunCancelled;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One run of a method over a batch: features, groups, labels. No transaction is open while it computes. */
@Component
class GroupingRun {

    private static final Logger log = LoggerFactory.getLogger(GroupingRun.class);

    /** So few photos for each processor are analysed between two looks at whether the run was cancelled. */
    private static final int ANALYSED_AT_ONCE = 4;

    /** So many vectors are loaded between two words on how far that is. */
    private static final int TOLD = 500;

    private static final String FEATURES = "features";
    private static final String LOADING = "loading";
    private static final String SAVING = "saving";

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final AnalysisQueue analysis;
    private final FeatureMatrices features;
    private final GroupingMethods methods;
    private final RunJournal journal;
    private final DecidedGroups decided;
    private final CpuPool cpu;

    GroupingRun(
            BatchCatalog catalog,
            BatchGroups groups,
            AnalysisQueue analysis,
            FeatureMatrices features,
            GroupingMethods methods,
            RunJournal journal,
            DecidedGroups decided,
            CpuPool cpu) {
        this.catalog = catalog;
        this.groups = groups;
        this.analysis = analysis;
        this.features = features;
        this.methods = methods;
        this.journal = journal;
        this.decided = decided;
        this.cpu = cpu;
    }

    /**
     * Groups the batch; a failure or a cancellation is recorded before it is thrown.
     *
     * @throws RunCancelledOnRequest if somebody cancelled the run
     */
    void run(BatchId batch, RunId run, AnalysisRequest request) {
        long start = System.nanoTime();
        try {
            RunJournal.Found found = journal.complete(batch, run, find(batch, run, request));
            log.info(
                    "Grouped the {} images of batch {} in {} ms",
                    found.assignments().size(),
                    batch,
                    (System.nanoTime() - start) / 1_000_000);
        } catch (RunCancelled | RunCancelledOnRequest cancelled) {
            journal.cancel(batch, run);
            log.info("Run {} of batch {} was cancelled", run, batch);
            // A batch that was deleted meanwhile cancels its run too.
            catalog.require(batch);
            throw new RunCancelledOnRequest();
        } catch (RuntimeException | Error failure) {
            journal.fail(batch, run, reason(failure));
            throw failure;
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof OutOfMemoryError || failure.getCause() instanceof OutOfMemoryError) {
            return "The batch needs more memory than the server has; analyze it in parts.";
        }
        return failure instanceof Problem problem
                ? problem.detail()
                : "The analysis failed (%s)".formatted(failure.getClass().getSimpleName());
    }

    /** Returns what was found, as it is by what people have decided when it is asked for. */
    private Supplier<RunJournal.Found> find(BatchId batch, RunId run, AnalysisRequest request) {
        try (RunPulse pulse = RunPulse.of(journal, run)) {
            List<Integer> imageIds = catalog.imageIds(batch);
            awaitFeatures(imageIds, pulse);
            pulse.stage(15, 1);
            FeatureMatrices.Loaded loaded = load(imageIds, request, pulse);
            GroupingInput input = new GroupingInput(loaded.matrix(), loaded.model(), loaded.proposals(), request);
            pulse.stage(97, 0.6);
            GroupingMethod method = methods.of(request);
            Grouping grouping = cpu.run(() -> method.group(input, pulse), pulse::check);
            // A person has the last word.
            DecidedGroups.Found found = DecidedGroups.Found.of(input.matrix(), request.metric(), grouping.groups());
            DecidedGroups.Decided decidedOn = cpu.run(() -> decided.honour(batch, found, pulse), pulse::check);
            pulse.stage(100, 1);
            pulse.progress(SAVING, 0, 1);
            byte[] hierarchy = Hierarchy.of(input, grouping).toBytes();
            Map<Integer, String> labels = groups.labels(batch);
            return () -> new RunJournal.Found(
                    Assignments.of(
                            input.matrix(),
                            decided.renew(batch, found, decidedOn).groups(),
                            imageIds,
                            labels),
                    grouping.approximate(),
                    grouping.engineVersion(),
                    loaded.inUse(),
                    hierarchy);
        }
    }

    private FeatureMatrices.Loaded load(List<Integer> imageIds, AnalysisRequest request, RunPulse pulse) {
        return features.load(imageIds, request, loaded -> {
            pulse.check();
            if (loaded % TOLD == 0) {
                pulse.progress(LOADING, loaded, imageIds.size());
            }
        });
    }

    private void awaitFeatures(List<Integer> imageIds, RunPulse pulse) {
        List<Integer> waiting = analysis.waitingForFeatures(imageIds);
        pulse.stage(waiting.isEmpty() ? 5 : 80, 1);
        pulse.progress(FEATURES, 0, imageIds.size());
        long done = imageIds.size() - (long) waiting.size();
        for (List<Integer> slice : waiting.stream()
                .gather(Gatherers.windowFixed(ANALYSED_AT_ONCE * cpu.threads()))
                .toList()) {
            pulse.check();
            analysis.awaitFeatures(slice);
            done += slice.size();
            pulse.progress(FEATURES, done, imageIds.size());
        }
    }
}
