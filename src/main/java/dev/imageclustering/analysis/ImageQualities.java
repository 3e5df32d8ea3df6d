package dev.imageclustering.analysis;

import dev.imageclustering.image.AnalysisState;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageFileMissing;
import dev.imageclustering.image.ImageQuality;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.image.OriginalFile;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.TechnicalQuality;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The quality of images: the stored one, or computed and stored where it is missing. */
@Component
public class ImageQualities {

    private final ImageCatalog catalog;
    private final ImageAnalyses analyses;
    private final AnalysisQueue queue;
    private final PictureEngine engine;
    private final CpuPool cpu;
    private final Clock clock;

    ImageQualities(
            ImageCatalog catalog,
            ImageAnalyses analyses,
            AnalysisQueue queue,
            PictureEngine engine,
            CpuPool cpu,
            Clock clock) {
        this.catalog = catalog;
        this.analyses = analyses;
        this.queue = queue;
        this.engine = engine;
        this.cpu = cpu;
        this.clock = clock;
    }

    /**
     * Returns the quality of an image.
     *
     * @param reanalyze whether to compute it again even where it is stored
     * @throws dev.imageclustering.shared.Problem if there is no such image, or its picture cannot be read
     */
    public ImageQuality of(ImageId id, QualityMetric metric, boolean reanalyze) {
        if (!reanalyze) {
            queue.await(id);
            Optional<ImageQuality> stored =
                    analyses.quality(id).filter(quality -> quality.metric().equals(metric.label()));
            if (stored.isPresent()) {
                return stored.get();
            }
        }
        return cpu.run(() -> compute(id, metric));
    }

    private ImageQuality compute(ImageId id, QualityMetric metric) {
        ImageView image = catalog.get(id);
        if (image.analysisState() == AnalysisState.FAILED) {
            throw new UnreadableImage(id, String.valueOf(image.analysisFailure()));
        }
        OriginalFile original = catalog.original(id);
        Integer orientation = original.orientation();
        try {
            TechnicalQuality technical = engine.quality(original.path(), orientation == null ? 1 : orientation);
            ImageQuality quality =
                    new ImageQuality(technical.score(), metric.label(), technical.subScores(), clock.instant());
            analyses.recordQuality(id, quality);
            return quality;
        } catch (UnreadablePicture unreadable) {
            throw new UnreadableImage(id, ImageAnalyser.reason(unreadable));
        } catch (IOException missing) {
            throw new ImageFileMissing(id);
        }
    }
}
