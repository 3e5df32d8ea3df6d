package dev.imageclustering.grouping;

import dev.imageclustering.clustering.DecidedClustering;
import dev.imageclustering.clustering.DecidedPair;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.HierarchyDistance;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.PairDistance;
import dev.imageclustering.shared.BatchId;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Groups that a run found, changed to what people have decided. */
@Component
class DecidedGroups {

    private final GroupDecisions decisions;

    DecidedGroups(GroupDecisions decisions) {
        this.decisions = decisions;
    }

    /** Returns the groups of the rows of the matrix with every decision on its images kept. */
    FlatClustering honour(BatchId batch, FeatureMatrix matrix, Metric metric, FlatClustering found) {
        return honour(
                batch,
                matrix.imageIds(),
                found,
                () -> PairDistance.ofRows(matrix.values(), matrix.rows(), matrix.dimension(), metric));
    }

    /** Returns the groups of a cut of the hierarchy with every decision on its images kept. */
    FlatClustering honour(BatchId batch, Hierarchy hierarchy, FlatClustering cut) {
        return honour(batch, hierarchy.imageIds(), cut, () -> HierarchyDistance.of(hierarchy.forest()));
    }

    private FlatClustering honour(
            BatchId batch, int[] imageIds, FlatClustering found, Supplier<PairDistance> distance) {
        List<DecidedPair> newestFirst = decisions.newestFirst(batch, imageIds);
        return newestFirst.isEmpty() ? found : DecidedClustering.honour(found, newestFirst, distance.get());
    }
}
