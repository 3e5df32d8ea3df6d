package dev.imageclustering.grouping;

import dev.imageclustering.batch.MembershipState;
import dev.imageclustering.shared.BatchId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compares the groups that two runs of a batch made. */
@Component
public class RunComparison {

    private final RunCatalog runs;
    private final RunResults results;

    RunComparison(RunCatalog runs, RunResults results) {
        this.runs = runs;
        this.results = results;
    }

    /**
     * Tells what the later run made of the groups of the earlier. Takes O(n).
     *
     * @param limit the most images that are told
     * @throws RunIncomplete if one of the runs has no groups
     */
    public RunDifference compare(BatchId batch, RunId later, RunId earlier, int limit) {
        return Partitions.compare(groups(batch, earlier), groups(batch, later), limit);
    }

    private List<MembershipState> groups(BatchId batch, RunId run) {
        if (runs.get(batch, run).state() != RunState.COMPLETE) {
            throw new RunIncomplete(run);
        }
        return results.findGroupsAfter(run.value()).map(StoredGroups::read).orElseThrow(() -> new RunIncomplete(run));
    }
}
