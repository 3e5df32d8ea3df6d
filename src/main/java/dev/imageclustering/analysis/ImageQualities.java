package dev.imageclustering.analysis;

import dev.imageclustering.image.AnalysisState;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageNotFound;
import dev.imageclustering.image.ImageQuality;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.image.OriginalFile;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.TechnicalQuality;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The quality of images: the stored one, or computed and stored where it is missing or of another model. */
@Component
public class ImageQualities {

    private static final Logger log = LoggerFactory.getLogger(ImageQualities.class);

    private final ImageCatalog catalog;
    private final ImageAnalyses analyses;
    private final AnalysisQueue queue;
    private final PictureEngine engine;
    private final QualityMetrics metrics;
    private final CpuPool cpu;
    private final Clock clock;

    ImageQualities(
            ImageCatalog catalog,
            ImageAnalyses analyses,
            AnalysisQueue queue,
            PictureEngine engine,
            QualityMetrics metrics,
            CpuPool cpu,
            Clock clock) {
        this.catalog = catalog;
        this.analyses = analyses;
        this.queue = queue;
        this.engine = engine;
        this.metrics = metrics;
        this.cpu = cpu;
        this.clock = clock;
    }

    /**
     * What became of each image that was asked for.
     *
     * @param found the qualities by image
     * @param failed why the others have none, in the order they were asked for
     */
    public record Outcome(Map<Integer, ImageQuality> found, Map<Integer, Problem> failed) {}

    /**
     * Returns the quality of an image.
     *
     * @param reanalyze whether to compute it again even where it is stored
     * @throws Problem if there is no such image, its picture cannot be read, or the metric is not set up
     */
    public ImageQuality of(ImageId id, QualityMetric metric, boolean reanalyze) {
        metrics.require(metric);
        if (!reanalyze) {
            queue.await(id);
            ImageQuality stored = current(List.of(id.value()), metric).get(id.value());
            if (stored != null) {
                return stored;
            }
        }
        return cpu.run(() -> compute(id, metric));
    }

    /**
     * Returns the qualities of images: three queries for all that are stored, and no more work at once than there are cores.
     *
     * @param reanalyze whether to compute them again even where they are stored
     * @throws Problem if the metric is not set up; what is wrong with single images is in the outcome
     */
    public Outcome ofAll(Collection<Integer> ids, QualityMetric metric, boolean reanalyze) {
        metrics.require(metric);
        Map<Integer, ImageQuality> found = new HashMap<>();
        if (!reanalyze) {
            analyseAll(ids);
            found.putAll(current(ids, metric));
        }
        List<Integer> missing =
                ids.stream().filter(id -> !found.containsKey(id)).toList();
        Set<Integer> stored = catalog.byIds(missing).stream().map(ImageView::id).collect(Collectors.toSet());
        Map<Integer, Problem> failed = new LinkedHashMap<>();
        missing.stream().filter(id -> !stored.contains(id)).forEach(id -> failed.put(id, notFound(id)));
        missing.stream()
                .filter(stored::contains)
                .gather(Gatherers.windowFixed(2 * cpu.threads()))
                .forEach(few -> computeAll(few, id -> compute(id, metric), found, failed));
        return new Outcome(found, failed);
    }

    /** Those for which there was no decoder are tried once more, each by itself, and are then said to be without. */
    private void analyseAll(Collection<Integer> ids) {
        try {
            queue.awaitAll(ids);
        } catch (DecoderMissing missing) {
            log.info("Some of {} images are not analysed yet", ids.size());
        }
    }

    /**
     * Returns the qualities that images are ranked by. Where they compete by their technical quality, a look at each in
     * full size is part of it, which is taken at the first time and kept.
     *
     * @throws Problem if the metric is not set up; what is wrong with single images is in the outcome
     */
    public Outcome ofRivals(Collection<Integer> ids, QualityMetric metric) {
        Outcome outcome = ofAll(ids, metric, false);
        if (metric != QualityMetric.TECHNICAL || outcome.found().size() < 2) {
            return outcome;
        }
        Map<Integer, ImageQuality> found = new HashMap<>(outcome.found());
        outcome.found().entrySet().stream()
                .filter(quality -> !TechnicalQuality.isFine(quality.getValue().subScores()))
                .gather(Gatherers.windowFixed(2 * cpu.threads()))
                .forEach(few -> refineAll(few, found));
        return new Outcome(atFullSize(found), outcome.failed());
    }

    /** Returns the stored qualities that images are ranked by, as far as they are of the metric's present model. */
    public Map<Integer, ImageQuality> currentOfRivals(Collection<Integer> ids, QualityMetric metric) {
        Map<Integer, ImageQuality> stored = current(ids, metric);
        return metric == QualityMetric.TECHNICAL ? atFullSize(stored) : stored;
    }

    /**
     * Counts the look at the full size in, provided that it was taken of all: the stored scores leave it out, so that they
     * compare with those of images that never competed.
     */
    private static Map<Integer, ImageQuality> atFullSize(Map<Integer, ImageQuality> qualities) {
        if (!qualities.values().stream().allMatch(quality -> TechnicalQuality.isFine(quality.subScores()))) {
            return qualities;
        }
        Map<Integer, ImageQuality> fine = new HashMap<>();
        qualities.forEach((id, quality) -> fine.put(
                id, quality.withScore(TechnicalQuality.of(quality.subScores()).score())));
        return fine;
    }

    // One that cannot be looked at in full size competes as it is.
    private void refineAll(List<Map.Entry<Integer, ImageQuality>> few, Map<Integer, ImageQuality> found) {
        Map<Integer, ImageQuality> coarse =
                few.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        computeAll(List.copyOf(coarse.keySet()), id -> refine(id, coarse), found, new HashMap<>());
    }

    private ImageQuality refine(ImageId id, Map<Integer, ImageQuality> qualities) {
        ImageQuality coarse = Objects.requireNonNull(qualities.get(id.value()));
        return computed(id, original -> refined(coarse, original));
    }

    private static Problem notFound(int id) {
        return new ImageNotFound(new ImageId(id));
    }

    private void computeAll(
            List<Integer> few,
            Function<ImageId, ImageQuality> work,
            Map<Integer, ImageQuality> found,
            Map<Integer, Problem> failed) {
        Map<Integer, CompletableFuture<ImageQuality>> running = new LinkedHashMap<>();
        few.forEach(id -> running.put(id, cpu.submit(() -> work.apply(new ImageId(id)))));
        running.forEach((id, quality) -> {
            try {
                found.put(id, quality.join());
            } catch (CompletionException failure) {
                failed.put(id, problem(id, failure.getCause()));
            }
        });
    }

    /** What fails for one image is no reason to leave the others without an answer. */
    private static Problem problem(int id, @Nullable Throwable cause) {
        if (cause instanceof Problem problem) {
            return problem;
        }
        log.error("The quality of image {} could not be computed", id, cause);
        return new QualityFailed(new ImageId(id));
    }

    /** Returns the stored qualities by the metric that are of its present model, whatever metric the latest one is of. */
    public Map<Integer, ImageQuality> current(Collection<Integer> ids, QualityMetric metric) {
        Map<Integer, ImageQuality> stored = analyses.qualities(ids, metric.label());
        String version = metrics.version(metric);
        stored.values().removeIf(quality -> !Objects.equals(quality.model(), version));
        return stored;
    }

    private ImageQuality compute(ImageId id, QualityMetric metric) {
        ImageView image = catalog.get(id);
        if (image.analysisState() == AnalysisState.FAILED) {
            throw new UnreadableImage(id, String.valueOf(image.analysisFailure()));
        }
        return computed(id, original -> measure(original, metric));
    }

    private interface Measuring {
        ImageQuality of(OriginalFile original) throws UnreadablePicture, IOException;
    }

    private ImageQuality computed(ImageId id, Measuring measuring) {
        OriginalFile original = catalog.original(id);
        try {
            ImageQuality quality = measuring.of(original);
            analyses.recordQuality(id, quality);
            return quality;
        } catch (UnreadablePicture unreadable) {
            throw new UnreadableImage(id, ImageAnalyser.reason(unreadable));
        } catch (IOException failure) {
            throw ReadFailures.of(id, original.path(), failure);
        }
    }

    private ImageQuality refined(ImageQuality coarse, OriginalFile original) throws UnreadablePicture, IOException {
        Map<String, Double> parts = new HashMap<>(coarse.subScores());
        parts.putAll(engine.fineParts(original.path()));
        return coarse.withSubScores(parts);
    }

    private ImageQuality measure(OriginalFile original, QualityMetric metric) throws UnreadablePicture, IOException {
        Integer known = original.orientation();
        int orientation = known == null ? 1 : known;
        if (metric == QualityMetric.TECHNICAL) {
            TechnicalQuality technical = engine.quality(original.path(), orientation);
            return quality(technical.score(), metric, technical.subScores());
        }
        return quality(engine.score(original.path(), orientation, metrics.scorer(metric)), metric, Map.of());
    }

    private ImageQuality quality(double score, QualityMetric metric, Map<String, Double> parts) {
        // As precise as the database keeps it, so that the stored quality is answered with the same time.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new ImageQuality(score, metric.label(), parts, metrics.version(metric), now);
    }
}
