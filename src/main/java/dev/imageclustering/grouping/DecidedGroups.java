package dev.imageclustering.grouping;

import dev.imageclustering.clustering.DecidedClustering;
import dev.imageclustering.clustering.DecidedPair;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.PairDistance;
import dev.imageclustering.shared.BatchId;
import java.util.List;
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
        List<DecidedPair> newestFirst = decisions.newestFirst(batch, matrix.imageIds());
        if (newestFirst.isEmpty()) {
            return found;
        }
        PairDistance distance = PairDistance.ofRows(matrix.values(), matrix.rows(), matrix.dimension(), metric);
        return DecidedClustering.honour(found, newestFirst, distance);
    }
}
