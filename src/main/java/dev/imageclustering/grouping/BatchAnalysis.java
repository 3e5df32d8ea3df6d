package dev.imageclustering.grouping;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.BatchNotFound;
import dev.imageclustering.batch.BatchStatus;
import dev.imageclustering.shared.BatchId;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Analyses batches: at once, or in the background. One run at a time for each batch. */
@Component
public class BatchAnalysis {

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final GroupingRun run;
    private final RunLocks locks;
    private final SchedulerClient jobs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BatchAnalysis(
            BatchCatalog catalog,
            BatchGroups groups,
            GroupingRun run,
            RunLocks locks,
            SchedulerClient jobs,
            TransactionTemplate transaction,
            Clock clock) {
        this.catalog = catalog;
        this.groups = groups;
        this.run = run;
        this.locks = locks;
        this.jobs = jobs;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Groups the images of the batch and returns when that is done. */
    public void analyse(BatchId batch, AnalysisRequest request) {
        try (RunLocks.RunLock _ = lock(batch)) {
            start(batch, request);
            run.run(batch, request);
        }
    }

    /** Marks the batch as being processed and leaves the run to a job that is stored in the same transaction. */
    public void analyseLater(BatchId batch, AnalysisRequest request) {
        try (RunLocks.RunLock _ = locks.tryLockBriefly(batch).orElseThrow(() -> new BatchBusy(batch))) {
            transaction.executeWithoutResult(status -> {
                start(batch, request);
                jobs.scheduleIfNotExists(
                        GroupingJobs.ANALYSE_BATCH
                                .instance(GroupingJobs.newInstanceId(batch))
                                .build(),
                        clock.instant());
            });
        }
    }

    /** Runs what {@link #analyseLater} has stored; tells whether it could, since another run may be under way. */
    boolean runStored(BatchId batch) {
        try (RunLocks.RunLock _ = lock(batch)) {
            Map<String, Object> parameters = catalog.get(batch).parameters();
            if (parameters != null && groups.status(batch) == BatchStatus.PROCESSING) {
                run.run(batch, AnalysisRequest.ofMap(parameters));
            }
            return true;
        } catch (BatchNotFound deletedMeanwhile) {
            return true;
        } catch (BatchBusy busy) {
            return false;
        }
    }

    /** Ends the runs whose process died before they did. */
    void failDeadRuns() {
        for (BatchId batch : catalog.processing()) {
            locks.tryLock(batch).ifPresent(lock -> {
                try (lock) {
                    if (!isStored(batch)) {
                        groups.failIfProcessing(
                                batch, "The server was stopped during the analysis; analyze the batch again.");
                    }
                }
            });
        }
    }

    private void start(BatchId batch, AnalysisRequest request) {
        catalog.require(batch);
        if (groups.status(batch) == BatchStatus.PROCESSING && isStored(batch)) {
            throw new BatchBusy(batch);
        }
        if (catalog.imageIds(batch).isEmpty()) {
            throw new EmptyBatch();
        }
        groups.startProcessing(batch, request.toMap());
    }

    private boolean isStored(BatchId batch) {
        return jobs
                .getScheduledExecutionsForTask(
                        GroupingJobs.ANALYSE_BATCH.getTaskName(), Void.class, ScheduledExecutionsFilter.all())
                .stream()
                .map(execution -> execution.getTaskInstance().getId())
                .anyMatch(instance -> GroupingJobs.batchId(instance).equals(batch));
    }

    private RunLocks.RunLock lock(BatchId batch) {
        return locks.tryLock(batch).orElseThrow(() -> new BatchBusy(batch));
    }
}
