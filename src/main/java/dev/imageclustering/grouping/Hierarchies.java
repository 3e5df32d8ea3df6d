package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.clustering.CondensedHierarchy;
import dev.imageclustering.shared.BatchId;
import org.springframework.stereotype.Component;

/** The hierarchies of the batches: each is that of the last analysis that is in force. */
@Component
public class Hierarchies {

    private final BatchCatalog batches;
    private final RunCatalog runs;
    private final RunResults results;

    Hierarchies(BatchCatalog batches, RunCatalog runs, RunResults results) {
        this.batches = batches;
        this.runs = runs;
        this.results = results;
    }

    /** Returns the analysis whose hierarchy is the current one. */
    RunView analysis(BatchId batch) {
        batches.require(batch);
        return runs.analysisInForce(batch).orElseThrow(() -> new NeverGrouped(batch));
    }

    Hierarchy of(RunView analysis) {
        return results.findHierarchy(analysis.id())
                .map(Hierarchy::ofBytes)
                .map(hierarchy ->
                        analysis.method().equals(GroupingMethods.AUTO) ? hierarchy.with(AutoMethod.DIAL) : hierarchy)
                .orElseThrow(() -> new NeverGrouped(new BatchId(analysis.batchId())));
    }

    /**
     * Returns the tree of the current hierarchy, as much of it as is asked for. Takes O(n).
     *
     * @throws HierarchyTree.NodeNotFound if it does not have the node to begin with
     */
    public HierarchyTree tree(BatchId batch, HierarchyTree.Extent extent) {
        RunView analysis = analysis(batch);
        Hierarchy hierarchy = of(analysis);
        return HierarchyTree.of(
                analysis.id(), hierarchy, CondensedHierarchy.of(hierarchy.forest(), extent.minSize()), extent);
    }
}
