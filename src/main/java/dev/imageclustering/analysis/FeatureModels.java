package dev.imageclustering.analysis;

import dev.imageclustering.image.ImageEmbeddings;
import dev.imageclustering.image.ImageEmbeddings.Progress;
import dev.imageclustering.vision.ImageEncoder;
import dev.imageclustering.vision.UnusableModel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The models that this service has vectors of, and the one of them that images are grouped by. */
@Component
public class FeatureModels {

    private final Optional<ImageEncoder> encoder;
    private final ImageEmbeddings embeddings;

    /** Loads the model, so that a wrong one stops the start. */
    FeatureModels(EmbeddingProperties properties, ImageEmbeddings embeddings) {
        this.encoder = load(properties.model());
        this.embeddings = embeddings;
    }

    /** Where the vectors of the configured model stand. */
    public enum State {
        IN_USE,
        COMPUTING,
        FAILED
    }

    /**
     * How far the configured model is.
     *
     * @param model the configured one: the built-in descriptor where none is named
     * @param inUse the one whose vectors are used at this moment
     */
    public record Status(String model, String inUse, State state, Progress progress) {}

    private static Optional<ImageEncoder> load(@Nullable Path model) {
        if (model == null || model.toString().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ImageEncoder.load(model));
        } catch (UnusableModel unusable) {
            throw new IllegalStateException(
                    "image-clustering.embedding.model does not name a usable model: " + unusable.getMessage(),
                    unusable);
        }
    }

    /** Returns the neural model that is configured, if one is. */
    Optional<ImageEncoder> encoder() {
        return encoder;
    }

    /** Returns the neural model that is configured, if it is in use. */
    Optional<ImageEncoder> encoderInUse() {
        return encoder.filter(neural -> neural.version().equals(inUse().id()));
    }

    /**
     * Returns the model whose vectors are in use at this moment. It may be another one soon after; whoever reads vectors
     * asks again when they are read.
     */
    public FeatureModel inUse() {
        return encoder.isEmpty()
                ? FeatureModel.builtIn()
                : embeddings
                        .inUse()
                        .map(model -> new FeatureModel(model.id(), model.dimension()))
                        .orElseGet(FeatureModel::builtIn);
    }

    /**
     * Returns the model that images are grouped by: the one in use, unless it is about to be replaced and some of the
     * images came too late for it; the built-in descriptor knows those too.
     */
    public FeatureModel inUse(Collection<Integer> imageIds) {
        FeatureModel used = inUse();
        return isConfigured(used)
                        || embeddings.waitingAmong(imageIds, used.id()).isEmpty()
                ? used
                : FeatureModel.builtIn();
    }

    /** Tells whether vectors of a model can be computed by this process. */
    private boolean isConfigured(FeatureModel model) {
        return model.equals(FeatureModel.builtIn())
                || encoder.filter(neural -> neural.version().equals(model.id())).isPresent();
    }

    public Status status() {
        String used = inUse().id();
        String model = encoder.map(ImageEncoder::version)
                .orElseGet(() -> FeatureModel.builtIn().id());
        Progress progress = embeddings.progress(model);
        if (encoder.isEmpty()) {
            progress = new Progress(progress.total(), progress.total(), 0);
        }
        return new Status(model, used, model.equals(used) ? State.IN_USE : state(progress), progress);
    }

    private static State state(Progress progress) {
        return progress.failed() > 0 && progress.failed() == progress.total() ? State.FAILED : State.COMPUTING;
    }
}
