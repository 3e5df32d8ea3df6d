package dev.imageclustering.image;

import dev.imageclustering.shared.ImageId;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.storage.StagedFile;
import dev.imageclustering.vision.PictureHeader;
import dev.imageclustering.vision.PictureLimits;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes files in. A file is on the disk under its final name before its row exists, so a process that dies in between
 * leaves at most a file that no row names, which {@link StoreSweeper} finds.
 */
@Component
public class ImageIntake {

    private final PhotoStore store;
    private final Images images;
    private final PictureLimits limits;
    private final long maxFileBytes;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ImageIntake(
            PhotoStore store,
            Images images,
            PictureLimits limits,
            UploadProperties properties,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.images = images;
        this.limits = limits;
        this.maxFileBytes = properties.maxFileSize().toBytes();
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores a file unless its bytes are stored already or it is not a picture that can be read. Bytes whose file is gone
     * from the store are put back, and an image whose analysis failed is analysed again.
     *
     * @throws dev.imageclustering.storage.FileTooLarge when it is over the limit
     */
    public UploadOutcome accept(InputStream content, @Nullable String clientFilename) throws IOException {
        String originalFilename = ClientFilename.clean(clientFilename);
        try (StagedFile staged = store.stage(content, maxFileBytes)) {
            Optional<ImageView> existing =
                    images.findViewByImageHash(staged.hash().hex());
            if (existing.isPresent()) {
                mend(existing.get(), staged);
                return new UploadOutcome.Duplicate(existing.get());
            }
            PictureHeader header = PictureHeader.read(staged.path(), limits);
            return add(staged, header, originalFilename);
        } catch (UnreadablePicture unreadable) {
            return new UploadOutcome.Rejected(
                    originalFilename, unreadable.code().name(), String.valueOf(unreadable.getMessage()));
        }
    }

    private void mend(ImageView known, StagedFile staged) throws IOException {
        boolean lost = !store.holds(known.filePath());
        if (!lost && known.analysisState() != AnalysisState.FAILED) {
            return;
        }
        if (lost) {
            store.putBack(staged, known.filePath());
        }
        transaction.executeWithoutResult(status -> {
            images.lockContent(staged.hash().lockKey());
            images.findById(known.id()).filter(Image::waitAgain).ifPresent(image -> {
                events.publishEvent(new ImageUploaded(known.imageId()));
            });
        });
    }

    private UploadOutcome add(StagedFile staged, PictureHeader header, String originalFilename) throws IOException {
        try {
            return transaction.execute(status -> {
                images.lockContent(staged.hash().lockKey());
                return images.findViewByImageHash(staged.hash().hex())
                        .<UploadOutcome>map(UploadOutcome.Duplicate::new)
                        .orElseGet(() -> new UploadOutcome.Stored(publish(staged, header, originalFilename)));
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private ImageView publish(StagedFile staged, PictureHeader header, String originalFilename) {
        String extension = header.format().extension();
        String path;
        try {
            path = store.publish(staged, extension);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        String hash = staged.hash().hex();
        Image image = images.save(new Image(
                new StoredOriginal(
                        hash + "." + extension,
                        originalFilename,
                        path,
                        hash,
                        staged.size(),
                        header.format().mimeType()),
                clock.instant()));
        events.publishEvent(new ImageUploaded(new ImageId(image.id())));
        return image.view();
    }
}
