package dev.imageclustering.image;

import dev.imageclustering.shared.Chunks;
import dev.imageclustering.shared.ImageId;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what was computed for images. */
@Component
@Transactional
public class ImageAnalyses {

    private final Images images;
    private final ImageQualityScores scores;
    private final Embeddings embeddings;
    private final EmbeddingModels models;
    private final EntityManager entities;
    private final Clock clock;

    ImageAnalyses(
            Images images,
            ImageQualityScores scores,
            Embeddings embeddings,
            EmbeddingModels models,
            EntityManager entities,
            Clock clock) {
        this.images = images;
        this.scores = scores;
        this.embeddings = embeddings;
        this.models = models;
        this.entities = entities;
        this.clock = clock;
    }

    /** Records a whole analysis; tells whether the image is still there. */
    public boolean record(ImageId id, AnalysedImage analysis) {
        Optional<Image> image = images.findLockedById(id.value());
        image.ifPresent(found -> {
            found.analysed(analysis, clock.instant());
            entities.find(ImageFeatures.class, id.value()).become(analysis.features());
            keep(id, analysis.quality());
        });
        return image.isPresent();
    }

    /** Records that an image cannot be analysed, and what could be read of it all the same. */
    public void recordFailure(ImageId id, String reason, @Nullable ImageMetadata readable) {
        images.findLockedById(id.value()).ifPresent(image -> image.analysisFailed(reason, readable, clock.instant()));
    }

    /** Records a quality beside those by other metrics; the image itself shows the latest. */
    public void recordQuality(ImageId id, ImageQuality quality) {
        images.findLockedById(id.value())
                .orElseThrow(() -> new ImageNotFound(id))
                .assess(quality);
        keep(id, quality);
    }

    // Whoever calls holds the lock of the image, so nobody else adds the same row.
    private void keep(ImageId id, ImageQuality quality) {
        ImageQualityScore.Key key = new ImageQualityScore.Key(id.value(), quality.metric());
        ImageQualityScore score = entities.find(ImageQualityScore.class, key);
        if (score == null) {
            score = new ImageQualityScore(id.value(), quality.metric());
            score.become(quality);
            entities.persist(score);
        } else {
            score.become(quality);
        }
    }

    /** Returns the stored qualities of the images by one metric, each under its image's id; one query for thousands. */
    @Transactional(readOnly = true)
    public Map<Integer, ImageQuality> qualities(Collection<Integer> ids, String metric) {
        Map<Integer, ImageQuality> found = new HashMap<>();
        Chunks.of(ids)
                .flatMap(chunk -> scores.findByImages(chunk, metric).stream())
                .forEach(score -> found.put(score.imageId(), score.quality()));
        return found;
    }

    /**
     * Replaces the hash that a migration stood in with by the one of the content, unless another image has that
     * content already. Returns the image's hash from now on.
     */
    public String identify(ImageId id, String contentHash) {
        Image image = images.findLockedById(id.value()).orElseThrow(() -> new ImageNotFound(id));
        if (!images.existsByImageHash(contentHash)) {
            image.identifyAs(contentHash);
        }
        return image.view().imageHash();
    }

    /** Visits the vectors, by one model, be it the built-in descriptor or a neural one, of those of the images that have one. */
    @Transactional(readOnly = true)
    public void forEachFeatures(Collection<Integer> ids, String model, BiConsumer<Integer, float[]> visitor) {
        boolean neural = models.existsById(model);
        Chunks.of(ids).forEach(chunk -> {
            try (Stream<Object[]> rows = neural
                    ? embeddings.stream(chunk, model)
                    : images.streamFeatures(chunk, model, AnalysisState.FAILED)) {
                rows.forEach(row -> visitor.accept((Integer) row[0], FeatureVector.values((byte[]) row[1])));
            }
        });
    }

    /** Returns those of the images that wait for their analysis by the model. */
    @Transactional(readOnly = true)
    public List<Integer> waitingAmong(Collection<Integer> ids, String model) {
        return Chunks.of(ids)
                .flatMap(chunk ->
                        images
                                .findUnanalysedAmong(chunk, model, AnalysisState.PENDING, AnalysisState.COMPLETE)
                                .stream())
                .toList();
    }

    /** Returns the first ids behind {@code after} of images that wait for their analysis by the model. */
    @Transactional(readOnly = true)
    public List<Integer> waiting(int after, String model, int limit) {
        return images.findUnanalysedIds(after, model, AnalysisState.PENDING, AnalysisState.COMPLETE, Limit.of(limit));
    }
}
