package dev.imageclustering.image;

import dev.imageclustering.shared.Chunks;
import dev.imageclustering.shared.ImageId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the vectors of neural models, and which of the models is in use. */
@Component
@Transactional
public class ImageEmbeddings {

    private static final long SWITCH = 0x656d_6265_6464L;

    private final Embeddings embeddings;
    private final EmbeddingModels models;
    private final Clock clock;

    ImageEmbeddings(Embeddings embeddings, EmbeddingModels models, Clock clock) {
        this.embeddings = embeddings;
        this.models = models;
        this.clock = clock;
    }

    /** A neural model and how many values its vectors have. */
    public record Model(String id, int dimension) {}

    /**
     * How far the vectors of a model are.
     *
     * @param done how many analysed images have one
     * @param total how many analysed images there are
     * @param failed of how many the model makes none
     */
    public record Progress(long done, long total, long failed) {}

    /** Returns the model whose vectors are in use, if one is. */
    @Transactional(readOnly = true)
    public Optional<Model> inUse() {
        return models.findInUse().map(found -> new Model(found.model(), found.dimension()));
    }

    /** Returns the models whose vectors are being computed. */
    @Transactional(readOnly = true)
    public List<String> notInUse() {
        return models.findNotInUse();
    }

    /** Tells whether there are vectors of a model, or shall be. */
    @Transactional(readOnly = true)
    public boolean isWanted(String model) {
        return models.existsById(model);
    }

    @Transactional(readOnly = true)
    public Progress progress(String model) {
        return new Progress(
                embeddings.countDone(model, AnalysisState.COMPLETE),
                embeddings.countAnalysed(AnalysisState.COMPLETE),
                embeddings.countFailed(model, AnalysisState.COMPLETE));
    }

    /**
     * Makes room for the vectors of a model. What it failed on before is tried again; the vectors of models that are
     * neither this one nor in use are deleted.
     */
    public void begin(Model model) {
        models.lock(SWITCH);
        if (!models.existsById(model.id())) {
            models.save(new EmbeddingModel(model.id(), model.dimension(), clock.instant()));
        }
        embeddings.deleteFailed(model.id());
        keep(Stream.concat(Stream.of(model.id()), inUse().stream().map(Model::id))
                .collect(Collectors.toSet()));
    }

    /**
     * Puts a model in use whose vectors are complete, and deletes those of all others; tells whether it did. A model that
     * failed on every image is never put in use.
     */
    public boolean use(String model) {
        models.lock(SWITCH);
        Optional<EmbeddingModel> found = models.findById(model);
        if (found.isEmpty() || found.get().isInUse()) {
            return false;
        }
        if (!waiting(0, model, 1).isEmpty() || failedOnAll(progress(model))) {
            return false;
        }
        found.get().use();
        keep(Set.of(model));
        return true;
    }

    private static boolean failedOnAll(Progress progress) {
        return progress.done() == 0 && progress.failed() > 0;
    }

    /** Takes every model out of use and deletes all vectors. */
    public void end() {
        models.lock(SWITCH);
        keep(Set.of(""));
    }

    private void keep(Set<String> ids) {
        models.deleteAllBut(ids);
        embeddings.deleteAllBut(ids);
    }

    /** Keeps a vector of an image that is still there. */
    public void record(ImageId id, FeatureVector vector) {
        embeddings.put(id.value(), vector.model(), vector.toBytes(), null, clock.instant());
    }

    /** Keeps why a model makes no vector of an image. */
    public void recordFailure(ImageId id, String model, String reason) {
        embeddings.put(id.value(), model, null, reason, clock.instant());
    }

    /** Returns those of the images that are analysed and wait for their vector. */
    @Transactional(readOnly = true)
    public List<Integer> waitingAmong(Collection<Integer> ids, String model) {
        return Chunks.of(ids)
                .flatMap(chunk -> embeddings.findWaitingAmong(chunk, model, AnalysisState.COMPLETE).stream())
                .toList();
    }

    /** Returns the first ids behind {@code after} of analysed images that wait for their vector. */
    @Transactional(readOnly = true)
    public List<Integer> waiting(int after, String model, int limit) {
        return embeddings.findWaiting(after, model, AnalysisState.COMPLETE, Limit.of(limit));
    }
}
