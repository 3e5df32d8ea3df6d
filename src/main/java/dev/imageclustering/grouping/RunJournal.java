package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.BatchState;
import dev.imageclustering.batch.BatchStatus;
import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.batch.MembershipState;
import dev.imageclustering.shared.BatchId;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the runs of the batches, each step of a run in one transaction with what it does to the batch. */
@Component
@Transactional
class RunJournal {

    private static final Set<RunState> ACTIVE = Set.of(RunState.QUEUED, RunState.RUNNING);
    private static final Limit ONE = Limit.of(1);

    private final RunRecords runs;
    private final BatchGroups groups;
    private final EntityManager entities;
    private final GroupingProperties properties;
    private final Clock clock;

    RunJournal(
            RunRecords runs, BatchGroups groups, EntityManager entities, GroupingProperties properties, Clock clock) {
        this.runs = runs;
        this.groups = groups;
        this.entities = entities;
        this.properties = properties;
        this.clock = clock;
    }

    /** Records a run that is about to begin, and marks its batch as being processed. */
    RunId open(BatchId batch, RunRequest request) {
        BatchState before = stateBefore(batch);
        groups.startProcessing(batch, request.parameters());
        RunId id = runs.save(new RunRecord(batch, RunKind.ANALYSIS, request, before, clock.instant()))
                .id();
        prune(batch);
        return id;
    }

    /** Returns what the batch is like, or was before a run that a process left behind which is no more. */
    private BatchState stateBefore(BatchId batch) {
        BatchState now = groups.state(batch);
        Optional<RunRecord> dead = runs.findLockedByState(batch.value(), ACTIVE);
        dead.ifPresent(run -> run.fail("The server was stopped during the analysis.", clock.instant()));
        entities.flush();
        return dead.map(RunRecord::before)
                .orElse(now.status() == BatchStatus.PROCESSING ? new BatchState(BatchStatus.PENDING, null, null) : now);
    }

    /** Begins a run, or begins it again; returns its parameters unless it has ended meanwhile. */
    Optional<Map<String, Object>> begin(RunId id) {
        return runs.findLockedById(id.value())
                .filter(run -> run.state().isActive())
                .map(run -> {
                    run.begin(clock.instant());
                    return run.parameters();
                });
    }

    /** Writes down how far a run is, and tells whether it is to be cancelled; so is one whose batch was deleted. */
    boolean progress(RunId id, Progress progress) {
        runs.progress(
                id.value(),
                progress.phase(),
                progress.done(),
                progress.total(),
                progress.percent(),
                progress.remainingSeconds());
        return runs.findCancelRequested(id.value()).orElse(true);
    }

    /** Tells whether nobody has cancelled a run, be it by deleting its batch. */
    @Transactional(readOnly = true)
    boolean isWanted(RunId id) {
        return !runs.findCancelRequested(id.value()).orElse(true);
    }

    /**
     * Ends a run with the groups that it found, unless it was cancelled at the last moment.
     *
     * @param result asked for when nobody else can change or decide on the batch any more, until all of it is stored
     */
    Found complete(BatchId batch, RunId id, Supplier<Found> result) {
        groups.state(batch);
        RunRecord run = runs.findLockedById(id.value()).orElseThrow(() -> new RunNotFound(id));
        if (run.cancelRequested() || !run.state().isActive()) {
            throw new RunCancelledOnRequest();
        }
        Found found = result.get();
        byte[] before = StoredGroups.write(groups.members(batch));
        groups.complete(batch, found.assignments());
        finish(batch, run, before, found);
        return found;
    }

    /** Records a cut, which is over at once, with the groups that it made. */
    RunId recordCut(BatchId batch, RunRequest request, Found found) {
        RunRecord run = new RunRecord(batch, RunKind.CUT, request, groups.state(batch), clock.instant());
        RunId id = runs.save(run).id();
        run.begin(clock.instant());
        byte[] before = StoredGroups.write(groups.members(batch));
        groups.complete(batch, found.assignments());
        finish(batch, run, before, found);
        prune(batch);
        return id;
    }

    private void finish(BatchId batch, RunRecord run, byte[] before, Found found) {
        List<MembershipState> members = groups.members(batch);
        run.complete(
                new RunFacts(
                        found.approximate(),
                        found.engineVersion(),
                        found.featureModel(),
                        members.size(),
                        (int) members.stream()
                                .map(MembershipState::label)
                                .filter(label -> label != null && !label.equals(GroupLabels.UNGROUPED))
                                .distinct()
                                .count(),
                        (int) members.stream()
                                .filter(member -> GroupLabels.UNGROUPED.equals(member.label()))
                                .count()),
                clock.instant());
        byte[] after =
                StoredGroups.write(members.stream().map(RunJournal::labelAlone).toList());
        entities.persist(new RunResult(run.id(), before, after, found.hierarchy()));
    }

    private static MembershipState labelAlone(MembershipState member) {
        return new MembershipState(member.imageId(), member.label(), null, null, null, null, null);
    }

    private void prune(BatchId batch) {
        entities.flush();
        List<Integer> newest = runs.findIds(batch.value(), Limit.of(properties.runsKept()));
        int spared = runs.findEffective(batch.value(), RunState.COMPLETE, RunKind.ANALYSIS, ONE).stream()
                .mapToInt(RunView::id)
                .findFirst()
                .orElse(0);
        runs.deleteOlder(batch.value(), newest.getLast(), spared);
    }

    /** Ends a run with what went wrong. */
    void fail(BatchId batch, RunId id, String reason) {
        groups.fail(batch, reason);
        runs.findLockedById(id.value())
                .filter(run -> run.state().isActive())
                .ifPresent(run -> run.fail(reason, clock.instant()));
    }

    /** Ends the run of a batch that was found dead, unless it has ended meanwhile. */
    void failDead(BatchId batch, String reason) {
        groups.failIfProcessing(batch, reason);
        runs.findLockedByState(batch.value(), ACTIVE).ifPresent(run -> run.fail(reason, clock.instant()));
    }

    /** Asks for the cancellation of a run by whichever process runs it. */
    void requestCancellation(BatchId batch, RunId id) {
        if (runs.findView(batch.value(), id.value()).isEmpty()) {
            throw new RunNotFound(id);
        }
        if (runs.requestCancellation(id.value(), ACTIVE) == 0) {
            throw new RunEnded(id);
        }
    }

    /** Ends a run as cancelled; the batch is what it was before it. */
    void cancel(BatchId batch, RunId id) {
        // The batch is locked before the run, as everywhere.
        Optional<BatchState> state = groups.stateIfPresent(batch);
        runs.findLockedById(id.value()).filter(run -> run.state().isActive()).ifPresent(run -> {
            run.cancel(clock.instant());
            state.ifPresent(processing -> groups.returnTo(batch, run.before()));
        });
    }

    /** Marks a run as undone; what the batch was asked for is what it was before it. */
    void recordUndo(BatchId batch, RunId id) {
        RunRecord run = runs.findLockedById(id.value()).orElseThrow(() -> new RunNotFound(id));
        run.undo(clock.instant());
        groups.returnTo(batch, run.before());
    }

    /** How far a run is. */
    record Progress(
            String phase,
            long done,
            long total,
            int percent,
            @Nullable Integer remainingSeconds) {}

    /**
     * The groups that a run found.
     *
     * @param hierarchy where they were taken from; null where that was there before
     */
    record Found(
            Map<Integer, GroupAssignment> assignments,
            boolean approximate,
            String engineVersion,
            @Nullable String featureModel,
            byte @Nullable [] hierarchy) {}
}
