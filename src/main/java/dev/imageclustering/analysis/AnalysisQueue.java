package dev.imageclustering.analysis;

import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.image.ImageFileMissing;
import dev.imageclustering.image.ImageNotFound;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.shared.ImageId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one way to the analysis of an image, for background jobs and for requests that cannot wait for them: whoever asks
 * for an image that is being analysed by this process waits for that same analysis.
 */
@Component
public class AnalysisQueue {

    private static final Logger log = LoggerFactory.getLogger(AnalysisQueue.class);

    private final ImageAnalyser analyser;
    private final ImageAnalyses analyses;
    private final FeatureModels models;
    private final EmbeddingQueue embedding;
    private final CpuPool cpu;
    private final ConcurrentMap<ImageId, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    AnalysisQueue(
            ImageAnalyser analyser,
            ImageAnalyses analyses,
            FeatureModels models,
            EmbeddingQueue embedding,
            CpuPool cpu) {
        this.analyser = analyser;
        this.analyses = analyses;
        this.models = models;
        this.embedding = embedding;
        this.cpu = cpu;
    }

    /** Returns the built-in descriptor's model, of which every analysed image has a vector. */
    public String model() {
        return FeatureModel.builtIn().id();
    }

    /** Returns how many values such a vector has. */
    public int dimension() {
        return FeatureModel.builtIn().dimension();
    }

    /** Returns the model whose vectors the images are to be grouped by at this moment. */
    public FeatureModel features(Collection<Integer> imageIds) {
        return models.inUse(imageIds);
    }

    /** Returns those of the images that wait for their analysis, or for a vector by the model in use. */
    public List<Integer> waitingForFeatures(Collection<Integer> imageIds) {
        return Stream.concat(
                        analyses.waitingAmong(imageIds, model()).stream(), embedding.waitingAmong(imageIds).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Does what {@link #awaitAll} does, and waits for the vectors by the model in use as well. */
    public void awaitFeatures(Collection<Integer> imageIds) {
        awaitAll(imageIds);
        embedding.awaitAll(imageIds);
    }

    /** Analyses the image, unless that was done, and waits for the end. */
    public void await(ImageId id) {
        if (analyses.waitingAmong(List.of(id.value()), model()).isEmpty()) {
            return;
        }
        try {
            submit(id).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /**
     * Analyses those of the images that wait for it. One that fails here is left to its own job, which tries again and
     * records the reason in the end.
     *
     * @throws DecoderMissing if there was no decoder for some, of which more can be said later; the others are done
     */
    public void awaitAll(Collection<Integer> imageIds) {
        // Few at a time: whoever asks for one image, and other batches, must not wait behind all of this one.
        int places = 2 * cpu.threads();
        Semaphore free = new Semaphore(places);
        AtomicReference<@Nullable DecoderMissing> undecided = new AtomicReference<>();
        for (int imageId : analyses.waitingAmong(imageIds, model())) {
            ImageId id = new ImageId(imageId);
            free.acquireUninterruptibly();
            var _ = submit(id).whenComplete((done, failure) -> {
                if (failure != null) {
                    leaveToItsJob(id, failure, undecided);
                }
                free.release();
            });
        }
        free.acquireUninterruptibly(places);
        DecoderMissing missing = undecided.get();
        if (missing != null) {
            throw missing;
        }
    }

    CompletableFuture<Void> submit(ImageId id) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = running.putIfAbsent(id, mine);
        if (other != null) {
            return other;
        }
        var _ = cpu.submit(() -> {
                    analyser.analyse(id);
                    return true;
                })
                .whenComplete((done, failure) -> {
                    running.remove(id);
                    if (failure == null) {
                        mine.complete(null);
                    } else {
                        mine.completeExceptionally(failure);
                    }
                });
        return mine;
    }

    private static void leaveToItsJob(
            ImageId id, Throwable failure, AtomicReference<@Nullable DecoderMissing> undecided) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof DecoderMissing missing) {
            log.warn("Image {} is not analysed yet", id, cause);
            undecided.set(missing);
        } else if (cause instanceof ImageNotFound || cause instanceof ImageFileMissing) {
            log.info("Image {} is left out: {}", id, cause.getMessage());
        } else {
            log.warn("Image {} is left out: its analysis failed", id, cause);
        }
    }
}
