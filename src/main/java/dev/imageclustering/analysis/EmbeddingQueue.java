package dev.imageclustering.analysis;

import dev.imageclustering.image.ImageEmbeddings;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.vision.ImageEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The one way to the vectors of a neural model: an image that this process embeds already is waited for. */
@Component
class EmbeddingQueue {

    private static final Logger log = LoggerFactory.getLogger(EmbeddingQueue.class);

    private final FeatureModels models;
    private final ImageEmbedder embedder;
    private final ImageEmbeddings embeddings;
    private final CpuPool cpu;
    private final ConcurrentMap<Integer, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    EmbeddingQueue(FeatureModels models, ImageEmbedder embedder, ImageEmbeddings embeddings, CpuPool cpu) {
        this.models = models;
        this.embedder = embedder;
        this.embeddings = embeddings;
        this.cpu = cpu;
    }

    /**
     * Embeds those of the images that wait for it, where the configured model is the one in use. What fails here for a
     * reason that may pass is left to its job.
     */
    void awaitAll(Collection<Integer> imageIds) {
        for (List<Integer> few : waitingAmong(imageIds).stream()
                .gather(Gatherers.windowFixed(atOnce()))
                .toList()) {
            try {
                submit(few).join();
            } catch (CompletionException failure) {
                log.warn("Some images are left out: their vectors could not be computed", failure.getCause());
            }
        }
    }

    /** Returns those of the images that wait for a vector by the model in use. */
    List<Integer> waitingAmong(Collection<Integer> imageIds) {
        return models.encoderInUse()
                .map(ImageEncoder::version)
                .map(version -> embeddings.waitingAmong(imageIds, version))
                .orElse(List.of());
    }

    /** Returns how many images keep all cores busy. */
    int atOnce() {
        return ImageEncoder.MOST_AT_ONCE * cpu.threads();
    }

    /** Embeds some images, whether or not the model is in use; the future ends when all are done, those of others too. */
    CompletableFuture<Void> submit(List<Integer> imageIds) {
        ImageEncoder encoder = models.encoder().orElseThrow();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        List<Integer> mine = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        for (int id : imageIds) {
            CompletableFuture<Void> other = running.putIfAbsent(id, done);
            if (other == null) {
                mine.add(id);
            } else {
                all.add(other);
            }
        }
        List<CompletableFuture<Void>> batches = mine.stream()
                .gather(Gatherers.windowFixed(together(mine.size(), encoder)))
                .map(batch -> cpu.<Void>submit(() -> {
                    embedder.embed(batch, encoder);
                    return null;
                }))
                .toList();
        var _ = CompletableFuture.allOf(batches.toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> {
                    mine.forEach(running::remove);
                    if (failure == null) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(failure);
                    }
                });
        all.add(done);
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** A few pictures are shared out among the cores instead of going through the model on one of them. */
    private int together(int images, ImageEncoder encoder) {
        return Math.clamp(Math.ceilDiv(images, cpu.threads()), 1, encoder.atOnce());
    }
}
