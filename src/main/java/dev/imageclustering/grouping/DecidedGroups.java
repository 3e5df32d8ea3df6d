package dev.imageclustering.grouping;

import dev.imageclustering.clustering.DecidedClustering;
import dev.imageclustering.clustering.DecidedPair;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.HierarchyDistance;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.PairDistance;
import dev.imageclustering.clustering.RunMonitor;
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

    /**
     * Groups of images before anything that was decided.
     *
     * @param imageIds the images of the points; must not be changed
     * @param distance how far points are apart, made when it is asked for
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(int[] imageIds, FlatClustering groups, Supplier<PairDistance> distance) {

        /** Returns groups of the rows of a matrix. */
        static Found of(FeatureMatrix matrix, Metric metric, FlatClustering groups) {
            return new Found(
                    matrix.imageIds(),
                    groups,
                    () -> PairDistance.ofRows(matrix.values(), matrix.rows(), matrix.dimension(), metric));
        }

        /** Returns the groups of a cut of a hierarchy. */
        static Found of(Hierarchy hierarchy, FlatClustering cut) {
            return new Found(hierarchy.imageIds(), cut, () -> HierarchyDistance.of(hierarchy.forest()));
        }
    }

    /** Groups with every decision on their images kept. */
    record Decided(List<DecidedPair> newestFirst, FlatClustering groups) {}

    Decided honour(BatchId batch, Found found, RunMonitor monitor) {
        List<DecidedPair> newestFirst = decisions.newestFirst(batch, found.imageIds());
        return new Decided(
                newestFirst,
                newestFirst.isEmpty()
                        ? found.groups()
                        : DecidedClustering.honour(
                                found.groups(), newestFirst, found.distance().get(), monitor));
    }

    /** Returns the same as before unless people have decided something since. */
    Decided renew(BatchId batch, Found found, Decided before) {
        return decisions.newestFirst(batch, found.imageIds()).equals(before.newestFirst())
                ? before
                : honour(batch, found, RunMonitor.NONE);
    }
}
