package dev.imageclustering.analysis;

import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageFileMissing;
import dev.imageclustering.image.ImageNotFound;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.image.OriginalFile;
import dev.imageclustering.image.StoreSweeper;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.vision.KeypointFeatures;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The local features of images: the stored ones, or computed on the spot and stored where there are none. */
@Component
public class ImageKeypoints {

    private static final Logger log = LoggerFactory.getLogger(ImageKeypoints.class);

    private final ImageCatalog catalog;
    private final PhotoStore store;
    private final StoreSweeper sweeper;
    private final PictureEngine engine;

    ImageKeypoints(ImageCatalog catalog, PhotoStore store, StoreSweeper sweeper, PictureEngine engine) {
        this.catalog = catalog;
        this.store = store;
        this.sweeper = sweeper;
        this.engine = engine;
    }

    /**
     * Returns the features of an image; none where its picture is gone or unreadable. Computes where it is called, and
     * asks the database only for what is not stored.
     *
     * @throws Problem if the picture cannot be read now and may be later
     */
    public KeypointFeatures of(ImageId id, String imageHash) {
        try {
            Optional<Path> file = store.keypoints(imageHash);
            if (file.isPresent()) {
                return KeypointFeatures.read(Files.readAllBytes(file.get()));
            }
        } catch (IOException unusable) {
            log.warn("Computing the local features of image {} again: {}", id, unusable.getMessage());
        }
        try {
            return compute(id, imageHash);
        } catch (ImageNotFound | ImageFileMissing missing) {
            log.warn("Image {} cannot be compared by its local features: {}", id, missing.getMessage());
            return KeypointFeatures.none();
        }
    }

    private KeypointFeatures compute(ImageId id, String imageHash) {
        OriginalFile original = catalog.original(id);
        Integer orientation = original.orientation();
        try {
            KeypointFeatures features = engine.features(original.path(), orientation == null ? 1 : orientation)
                    .keypoints();
            keep(original.image(), imageHash, features);
            return features;
        } catch (UnreadablePicture unreadable) {
            log.info("Image {} has no local features: {}", id, ImageAnalyser.reason(unreadable));
            return KeypointFeatures.none();
        } catch (IOException failure) {
            throw ReadFailures.of(id, original.path(), failure);
        }
    }

    /** Keeps the features unless the image was deleted meanwhile. */
    void keep(ImageView image, String imageHash, KeypointFeatures features) {
        try {
            store.writeKeypoints(imageHash, features.toBytes());
            sweeper.deleteFiles(imageHash, image.filePath());
        } catch (IOException failure) {
            log.warn("The local features of image {} are not kept: {}", image.imageId(), failure.getMessage());
        }
    }
}
