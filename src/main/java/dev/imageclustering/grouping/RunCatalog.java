package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.shared.BatchId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the runs. */
@Component
@Transactional(readOnly = true)
public class RunCatalog {

    private static final Limit ONE = Limit.of(1);

    private final RunRecords runs;
    private final BatchCatalog batches;

    RunCatalog(RunRecords runs, BatchCatalog batches) {
        this.runs = runs;
        this.batches = batches;
    }

    public RunView get(BatchId batch, RunId run) {
        batches.require(batch);
        return runs.findView(batch.value(), run.value()).orElseThrow(() -> new RunNotFound(run));
    }

    /** Returns those of the runs that are there still. */
    public List<RunView> get(Collection<RunId> ids) {
        return runs.findViews(ids.stream().map(RunId::value).toList());
    }

    /** Returns the first runs of a batch behind {@code after}, the oldest first. */
    public List<RunView> page(BatchId batch, int after, int limit) {
        batches.require(batch);
        return runs.findViewsAfter(batch.value(), after, Limit.of(limit));
    }

    /** Returns the run that made the groups: the newest that is complete and was not undone. */
    Optional<RunView> inForce(BatchId batch) {
        return runs.findEffective(batch.value(), RunState.COMPLETE, ONE).stream()
                .findFirst();
    }

    /** Returns the analysis whose hierarchy is the current one. */
    Optional<RunView> analysisInForce(BatchId batch) {
        return runs.findEffective(batch.value(), RunState.COMPLETE, RunKind.ANALYSIS, ONE).stream()
                .findFirst();
    }
}
