package dev.imageclustering.analysis;

import dev.imageclustering.image.AnalysedImage;
import dev.imageclustering.image.FeatureVector;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageMetadata;
import dev.imageclustering.image.ImageQuality;
import dev.imageclustering.image.OriginalFile;
import dev.imageclustering.image.StoreSweeper;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.storage.ContentHash;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.storage.ThumbnailSize;
import dev.imageclustering.vision.PictureAnalysis;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.TechnicalQuality;
import dev.imageclustering.vision.UnreadablePicture;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Computes everything for one image from one decode, and records it. Runs where it is called. */
@Component
class ImageAnalyser {

    private static final Logger log = LoggerFactory.getLogger(ImageAnalyser.class);
    private static final String TRUNCATED =
            "The file ends too early; what is computed for it comes from the part that could be read.";

    private final ImageCatalog catalog;
    private final ImageAnalyses analyses;
    private final PhotoStore store;
    private final StoreSweeper sweeper;
    private final ExifReader exif;
    private final PictureEngine engine;
    private final EmbeddingScheduling embedding;
    private final Clock clock;
    private final Timer timer;

    ImageAnalyser(
            ImageCatalog catalog,
            ImageAnalyses analyses,
            PhotoStore store,
            StoreSweeper sweeper,
            ExifReader exif,
            PictureEngine engine,
            EmbeddingScheduling embedding,
            Clock clock,
            MeterRegistry metrics) {
        this.catalog = catalog;
        this.analyses = analyses;
        this.store = store;
        this.sweeper = sweeper;
        this.exif = exif;
        this.engine = engine;
        this.embedding = embedding;
        this.clock = clock;
        this.timer = Timer.builder("image.clustering.analysis")
                .description("Analysing one image: decode, metadata, thumbnails, features, quality")
                .register(metrics);
    }

    /** Analyses the image if it waits for it. A picture that cannot be read is recorded as failed. */
    void analyse(ImageId id) {
        // Asked again here: what waited for this place in the queue may have been done meanwhile.
        if (analyses.waitingAmong(
                        List.of(id.value()), PictureEngine.descriptorModel().id())
                .isEmpty()) {
            return;
        }
        OriginalFile original = catalog.original(id);
        try {
            analyse(id, original);
        } catch (IOException failure) {
            throw ReadFailures.of(id, original.path(), failure);
        }
    }

    private void analyse(ImageId id, OriginalFile original) throws IOException {
        ImageMetadata metadata = exif.read(original.path());
        long start = System.nanoTime();
        try {
            record(id, original, metadata, engine.analyze(original.path(), orientation(metadata)));
        } catch (UnreadablePicture unreadable) {
            log.info("Image {} cannot be analysed: {}", id, reason(unreadable));
            log.debug("What its decoder said", unreadable);
            analyses.recordFailure(id, reason(unreadable), metadata);
        } finally {
            timer.record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void record(ImageId id, OriginalFile original, ImageMetadata metadata, PictureAnalysis analysis)
            throws IOException {
        String hash = contentHash(id, original);
        store.writeThumbnail(hash, ThumbnailSize.SMALL, analysis.thumbnail());
        store.writeThumbnail(hash, ThumbnailSize.LARGE, analysis.largeThumbnail());
        store.writeKeypoints(hash, analysis.keypoints().toBytes());
        AnalysedImage analysed = new AnalysedImage(
                analysis.header().format().mimeType(),
                metadata.displayed(analysis.displayedWidth(), analysis.displayedHeight()),
                analysis.perceptualHash(),
                new FeatureVector(PictureEngine.descriptorModel().id(), analysis.descriptor()),
                new ImageQuality(
                        analysis.quality().score(),
                        QualityMetric.TECHNICAL.label(),
                        analysis.quality().subScores(),
                        TechnicalQuality.VERSION,
                        clock.instant()),
                analysis.truncated() ? TRUNCATED : null);
        if (analyses.record(id, analysed)) {
            embedding.analysed(id);
        } else {
            sweeper.deleteFiles(hash, original.image().filePath());
        }
    }

    /**
     * Returns the hash that the image's files go by. It is computed for a row that a migration filled in, and for one of
     * the Python system, whose hash may be of anything; a file of ours has it in its name.
     */
    private String contentHash(ImageId id, OriginalFile original) throws IOException {
        String hash = original.image().imageHash();
        if (ContentHash.isContentHash(hash) && original.image().filename().startsWith(hash)) {
            return hash;
        }
        return analyses.identify(id, PhotoStore.hash(original.path()).hex());
    }

    private static int orientation(ImageMetadata metadata) {
        Integer orientation = metadata.orientation();
        return orientation == null ? 1 : orientation;
    }

    static String reason(UnreadablePicture unreadable) {
        return "%s: %s".formatted(unreadable.code(), unreadable.getMessage());
    }
}
