package dev.imageclustering.analysis;

import dev.imageclustering.image.FeatureVector;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageEmbeddings;
import dev.imageclustering.image.ImageFileMissing;
import dev.imageclustering.image.ImageNotFound;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.image.OriginalFile;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.storage.ThumbnailSize;
import dev.imageclustering.vision.ImageEncoder;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Computes the vectors of a few images by a neural model, and records them. Runs where it is called. */
@Component
class ImageEmbedder {

    private static final Logger log = LoggerFactory.getLogger(ImageEmbedder.class);

    private final ImageCatalog catalog;
    private final ImageEmbeddings embeddings;
    private final PhotoStore store;
    private final PictureEngine engine;

    ImageEmbedder(ImageCatalog catalog, ImageEmbeddings embeddings, PhotoStore store, PictureEngine engine) {
        this.catalog = catalog;
        this.embeddings = embeddings;
        this.store = store;
        this.engine = engine;
    }

    /**
     * Embeds those of the images that wait for it. One that cannot be read, or that the model makes nothing of, is recorded
     * as failed.
     *
     * @throws IOException if one could not be read for a reason that may pass; the others are done
     */
    void embed(List<Integer> imageIds, ImageEncoder encoder) throws IOException {
        List<ImageId> ids = new ArrayList<>();
        List<float[]> inputs = new ArrayList<>();
        Optional<IOException> passing = Optional.empty();
        for (int imageId : embeddings.waitingAmong(imageIds, encoder.version())) {
            ImageId id = new ImageId(imageId);
            try {
                inputs.add(input(id, encoder));
                ids.add(id);
            } catch (UnreadablePicture unreadable) {
                fail(id, encoder, ImageAnalyser.reason(unreadable));
            } catch (ImageFileMissing missing) {
                fail(id, encoder, String.valueOf(missing.getMessage()));
            } catch (ImageNotFound deletedMeanwhile) {
                log.debug("Image {} was deleted", id);
            } catch (IOException failure) {
                passing = Optional.of(failure);
            }
        }
        record(ids, encoder.encode(inputs), encoder);
        if (passing.isPresent()) {
            throw passing.get();
        }
    }

    private float[] input(ImageId id, ImageEncoder encoder) throws UnreadablePicture, IOException {
        ImageView image = catalog.get(id);
        Optional<Path> thumbnail = store.thumbnail(image.imageHash(), ThumbnailSize.LARGE);
        if (thumbnail.isPresent()) {
            try {
                return engine.encoderInput(thumbnail.get(), 1, encoder);
            } catch (UnreadablePicture | IOException damaged) {
                log.info("The thumbnail of image {} cannot be read: {}", id, damaged.getMessage());
            }
        }
        OriginalFile original = catalog.original(id);
        Integer orientation = original.orientation();
        return engine.encoderInput(original.path(), orientation == null ? 1 : orientation, encoder);
    }

    private void record(List<ImageId> ids, List<Optional<float[]>> vectors, ImageEncoder encoder) {
        for (int i = 0; i < ids.size(); i++) {
            ImageId id = ids.get(i);
            vectors.get(i)
                    .ifPresentOrElse(
                            vector -> embeddings.record(id, new FeatureVector(encoder.version(), vector)),
                            () -> fail(id, encoder, "The model makes no vector of finite numbers of it"));
        }
    }

    private void fail(ImageId id, ImageEncoder encoder, String reason) {
        log.warn("Image {} has no vector by {}: {}", id, encoder.version(), reason);
        embeddings.recordFailure(id, encoder.version(), reason);
    }
}
