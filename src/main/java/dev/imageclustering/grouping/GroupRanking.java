package dev.imageclustering.grouping;

import dev.imageclustering.analysis.ImageQualities;
import dev.imageclustering.analysis.QualityMetric;
import dev.imageclustering.analysis.QualityMetrics;
import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.EmptyGroup;
import dev.imageclustering.image.ImageQuality;
import dev.imageclustering.shared.BatchId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ranks the images of a group by their quality: the best has rank 1, whichever way the metric runs. */
@Component
public class GroupRanking {

    private static final int ATTEMPTS = 5;

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final ImageQualities qualities;
    private final QualityMetrics metrics;

    GroupRanking(BatchCatalog catalog, BatchGroups groups, ImageQualities qualities, QualityMetrics metrics) {
        this.catalog = catalog;
        this.groups = groups;
        this.qualities = qualities;
        this.metrics = metrics;
    }

    /** Ranks a group; of images of equal quality the lower id comes first, and one without a quality has no rank. */
    public void rank(BatchId batch, String label, QualityMetric metric) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Integer> imageIds = catalog.imageIds(batch, label);
            if (imageIds.isEmpty()) {
                throw new EmptyGroup(label);
            }
            List<Integer> bestFirst = bestFirst(imageIds, metric);
            if (groups.rank(batch, label, new HashSet<>(imageIds), bestFirst, metric.label())) {
                return;
            }
        }
        throw new BatchBusy(batch);
    }

    private List<Integer> bestFirst(List<Integer> imageIds, QualityMetric metric) {
        Comparator<Map.Entry<Integer, ImageQuality>> byScore =
                Comparator.comparingDouble(ranked -> ranked.getValue().score());
        return qualities.ofRivals(imageIds, metric).found().entrySet().stream()
                .sorted((metrics.higherIsBetter(metric) ? byScore.reversed() : byScore)
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
