package dev.imageclustering.image;

import dev.imageclustering.shared.ImageId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes images: first the row, leaving every batch, then the files. Should the process die in between, the files
 * that no row names any more are found by {@link StoreSweeper}.
 */
@Component
public class ImageRemoval {

    private static final int ATTEMPTS = 5;

    private final Images images;
    private final StoreSweeper sweeper;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    ImageRemoval(
            Images images, StoreSweeper sweeper, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.images = images;
        this.sweeper = sweeper;
        this.transaction = transaction;
        this.events = events;
    }

    public void delete(ImageId id) {
        ImageView image = deleteRow(id, ATTEMPTS);
        sweeper.deleteFiles(image.imageHash(), image.filePath());
    }

    /** Tries again when the image joined another batch between leaving its batches and the deletion of its row. */
    private ImageView deleteRow(ImageId id, int attempts) {
        try {
            return transaction.execute(status -> {
                ImageView image = images.findViewById(id.value()).orElseThrow(() -> new ImageNotFound(id));
                events.publishEvent(new ImageLeaving(id));
                images.deleteById(id.value());
                return image;
            });
        } catch (DataIntegrityViolationException joinedAnotherBatch) {
            if (attempts == 1) {
                throw joinedAnotherBatch;
            }
            return deleteRow(id, attempts - 1);
        }
    }
}
