package dev.imageclustering.grouping;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.analysis.ImageQualities;
import dev.imageclustering.analysis.QualityMetric;
import dev.imageclustering.analysis.UnreadableImage;
import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.EmptyGroup;
import dev.imageclustering.image.ImageFileMissing;
import dev.imageclustering.image.ImageNotFound;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.ImageId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Ranks the images of a group by their quality: the best has rank 1, whichever way the metric runs. */
@Component
public class GroupRanking {

    private static final int ATTEMPTS = 5;

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final AnalysisQueue analysis;
    private final ImageQualities qualities;

    GroupRanking(BatchCatalog catalog, BatchGroups groups, AnalysisQueue analysis, ImageQualities qualities) {
        this.catalog = catalog;
        this.groups = groups;
        this.analysis = analysis;
        this.qualities = qualities;
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
        analysis.awaitAll(imageIds);
        Comparator<Scored> byScore = Comparator.comparingDouble(Scored::score);
        return imageIds.stream()
                .flatMap(id -> score(id, metric).stream())
                .sorted((metric.higherIsBetter() ? byScore.reversed() : byScore).thenComparingInt(Scored::imageId))
                .map(Scored::imageId)
                .toList();
    }

    private Optional<Scored> score(int imageId, QualityMetric metric) {
        try {
            return Optional.of(new Scored(
                    imageId, qualities.of(new ImageId(imageId), metric, false).score()));
        } catch (UnreadableImage | ImageFileMissing | ImageNotFound noQuality) {
            return Optional.empty();
        }
    }

    private record Scored(int imageId, double score) {}
}
