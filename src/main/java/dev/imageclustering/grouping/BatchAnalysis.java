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
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Analyses batches: at once, or in the background. One run at a time for each batch. */
@Component
public class BatchAnalysis {

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final GroupingMethods methods;
    private final GroupingRun run;
    private final RunJournal journal;
    private final RunLocks locks;
    private final RunPlaces places;
    private final SchedulerClient jobs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BatchAnalysis(
            BatchCatalog catalog,
            BatchGroups groups,
            GroupingMethods methods,
            GroupingRun run,
            RunJournal journal,
            RunLocks locks,
            RunPlaces places,
            SchedulerClient jobs,
            TransactionTemplate transaction,
            Clock clock) {
        this.catalog = catalog;
        this.groups = groups;
        this.methods = methods;
        this.run = run;
        this.journal = journal;
        this.locks = locks;
        this.places = places;
        this.jobs = jobs;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Groups the images of the batch and returns when that is done. */
    public void analyse(BatchId batch, AnalysisRequest request) {
        try (RunLocks.RunLock _ = lock(batch)) {
            RunId id = Objects.requireNonNull(transaction.execute(status -> open(batch, request)));
            try (RunPlaces.Place _ = awaitPlace(batch, id)) {
                begin(batch, id);
            }
        }
    }

    /** A run that waits is there already, so that it can be seen and cancelled. */
    private RunPlaces.Place awaitPlace(BatchId batch, RunId id) {
        try {
            return places.take(() -> requireWanted(batch, id));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            journal.cancel(batch, id);
            throw new RunCancelledOnRequest();
        }
    }

    /** Ends a run that has not begun if it was cancelled. */
    private void requireWanted(BatchId batch, RunId id) {
        if (!journal.isWanted(id)) {
            journal.cancel(batch, id);
            catalog.require(batch);
            throw new RunCancelledOnRequest();
        }
    }

    private void begin(BatchId batch, RunId id) {
        journal.begin(id).ifPresent(parameters -> run.run(batch, id, AnalysisRequest.ofMap(parameters)));
    }

    /** Marks the batch as being processed and leaves the run to a job that is stored in the same transaction. */
    public RunId analyseLater(BatchId batch, AnalysisRequest request) {
        try (RunLocks.RunLock _ = lock(batch)) {
            return Objects.requireNonNull(transaction.execute(status -> {
                RunId id = open(batch, request);
                jobs.scheduleIfNotExists(
                        GroupingJobs.ANALYSE_BATCH
                                .instance(GroupingJobs.instanceId(batch, id))
                                .build(),
                        clock.instant());
                return id;
            }));
        }
    }

    /**
     * Runs what {@link #analyseLater} has stored; tells whether it could, since another run of the batch, or too many of
     * others, may be under way. It does not wait for them: the analyses of images need the threads of jobs, too.
     */
    boolean runStored(BatchId batch, RunId id) {
        try (RunLocks.RunLock _ = lock(batch)) {
            requireWanted(batch, id);
            Optional<RunPlaces.Place> free = places.tryTake();
            free.ifPresent(place -> {
                try (place) {
                    begin(batch, id);
                }
            });
            return free.isPresent();
        } catch (BatchNotFound | RunCancelledOnRequest noLongerWanted) {
            return true;
        } catch (BatchBusy busy) {
            return false;
        }
    }

    /** Cancels a run, here or in whichever process runs it; the batch is then what it was before. */
    public void cancel(BatchId batch, RunId id) {
        catalog.require(batch);
        journal.requestCancellation(batch, id);
        // Whose lock is free waits for a process, or its own is gone: nobody else would end it.
        locks.tryLock(batch).ifPresent(lock -> {
            try (lock) {
                journal.cancel(batch, id);
            }
        });
    }

    /** Ends the runs whose process died before they did. */
    void failDeadRuns() {
        for (BatchId batch : catalog.processing()) {
            locks.tryLock(batch).ifPresent(lock -> {
                try (lock) {
                    if (!isStored(batch)) {
                        failDead(batch, "The server was stopped during the analysis; analyze the batch again.");
                    }
                }
            });
        }
    }

    void failDead(BatchId batch, String reason) {
        journal.failDead(batch, reason);
    }

    private RunId open(BatchId batch, AnalysisRequest request) {
        GroupingMethod method = methods.of(request);
        catalog.require(batch);
        if (groups.status(batch) == BatchStatus.PROCESSING && isStored(batch)) {
            throw new BatchBusy(batch);
        }
        if (catalog.imageIds(batch).isEmpty()) {
            throw new EmptyBatch();
        }
        return journal.open(batch, new RunRequest(method.name(), request.toMap()));
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
