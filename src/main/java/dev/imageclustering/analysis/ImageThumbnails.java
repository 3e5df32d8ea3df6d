package dev.imageclustering.analysis;

import dev.imageclustering.image.AnalysisState;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.image.OriginalFile;
import dev.imageclustering.image.StoreSweeper;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.storage.ThumbnailSize;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** The thumbnails of images: the stored one, or made on the spot where there is none. */
@Component
public class ImageThumbnails {

    private final ImageCatalog catalog;
    private final AnalysisQueue queue;
    private final PhotoStore store;
    private final StoreSweeper sweeper;
    private final PictureEngine engine;
    private final CpuPool cpu;

    ImageThumbnails(
            ImageCatalog catalog,
            AnalysisQueue queue,
            PhotoStore store,
            StoreSweeper sweeper,
            PictureEngine engine,
            CpuPool cpu) {
        this.catalog = catalog;
        this.queue = queue;
        this.store = store;
        this.sweeper = sweeper;
        this.engine = engine;
        this.cpu = cpu;
    }

    /** A thumbnail of an image. */
    public record Thumbnail(ImageView image, Path file) {}

    public Thumbnail of(ImageId id, ThumbnailSize size) {
        ImageView image = catalog.get(id);
        if (image.analysisState() == AnalysisState.PENDING
                && store.thumbnail(image.imageHash(), size).isEmpty()) {
            queue.await(id);
            image = catalog.get(id);
        }
        ImageView analysed = image;
        Path file = store.thumbnail(analysed.imageHash(), size).orElseGet(() -> cpu.run(() -> make(analysed, size)));
        return new Thumbnail(analysed, file);
    }

    private Path make(ImageView image, ThumbnailSize size) {
        if (image.analysisState() == AnalysisState.FAILED) {
            throw new UnreadableImage(image.imageId(), String.valueOf(image.analysisFailure()));
        }
        OriginalFile original = catalog.original(image.imageId());
        Integer orientation = original.orientation();
        try {
            byte[] jpeg = engine.thumbnail(original.path(), orientation == null ? 1 : orientation, size.longSide());
            return keep(image, size, jpeg);
        } catch (UnreadablePicture unreadable) {
            throw new UnreadableImage(image.imageId(), ImageAnalyser.reason(unreadable));
        } catch (IOException failure) {
            throw ReadFailures.of(image.imageId(), original.path(), failure);
        }
    }

    /** Keeps a thumbnail of an image that is still there. */
    Path keep(ImageView image, ThumbnailSize size, byte[] jpeg) throws IOException {
        Path file = store.writeThumbnail(image.imageHash(), size, jpeg);
        sweeper.deleteFiles(image.imageHash(), image.filePath());
        catalog.get(image.imageId());
        return file;
    }
}
