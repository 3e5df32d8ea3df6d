package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.MembershipState;
import dev.imageclustering.shared.BatchId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the last run of a batch back: groups, ranks and parameters are again what they were before it. */
@Component
public class RunUndo {

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final RunCatalog runs;
    private final RunResults results;
    private final RunJournal journal;
    private final RunLocks locks;
    private final TransactionTemplate transaction;

    RunUndo(
            BatchCatalog catalog,
            BatchGroups groups,
            RunCatalog runs,
            RunResults results,
            RunJournal journal,
            RunLocks locks,
            TransactionTemplate transaction) {
        this.catalog = catalog;
        this.groups = groups;
        this.runs = runs;
        this.results = results;
        this.journal = journal;
        this.locks = locks;
        this.transaction = transaction;
    }

    /**
     * Undoes the last run that is in force; called again, the one before it.
     *
     * @param force whether to do so even if images were moved by hand or joined since, which is lost then
     */
    public void undo(BatchId batch, boolean force) {
        catalog.require(batch);
        try (RunLocks.RunLock _ = locks.tryLock(batch).orElseThrow(() -> new BatchBusy(batch))) {
            transaction.executeWithoutResult(status -> undoLast(batch, force));
        }
    }

    private void undoLast(BatchId batch, boolean force) {
        groups.requireIdle(batch);
        RunId run = runs.inForce(batch).map(view -> new RunId(view.id())).orElseThrow(() -> new NothingToUndo(batch));
        int edited = edited(batch, run);
        if (edited > 0 && !force) {
            throw new GroupsEdited(edited);
        }
        Map<Integer, MembershipState> before = new HashMap<>();
        results.findGroupsBefore(run.value())
                .map(StoredGroups::read)
                .orElse(List.of())
                .forEach(member -> before.put(member.imageId(), member));
        groups.restore(batch, before);
        journal.recordUndo(batch, run);
    }

    /** Returns how many images have another label than the run gave them. */
    private int edited(BatchId batch, RunId run) {
        Map<Integer, String> given = new HashMap<>();
        for (MembershipState member :
                results.findGroupsAfter(run.value()).map(StoredGroups::read).orElse(List.of())) {
            if (member.label() != null) {
                given.put(member.imageId(), member.label());
            }
        }
        return (int) groups.members(batch).stream()
                .filter(member -> !Objects.equals(member.label(), given.get(member.imageId())))
                .count();
    }
}
