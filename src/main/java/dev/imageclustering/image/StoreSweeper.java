package dev.imageclustering.image;

import dev.imageclustering.storage.ContentHash;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.storage.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reconciles the store with the database: a file that no row names goes to the trash. Every check is made again under
 * the lock of the file's content, which an upload holds from the moment its file appears until its row is committed.
 */
@Component
public class StoreSweeper {

    private static final Logger log = LoggerFactory.getLogger(StoreSweeper.class);
    private static final int FILES_AT_ONCE = 1_000;

    private final PhotoStore store;
    private final Images images;
    private final TransactionTemplate transaction;

    StoreSweeper(PhotoStore store, Images images, TransactionTemplate transaction) {
        this.store = store;
        this.images = images;
        this.transaction = transaction;
    }

    /**
     * Moves every file that no row names to the trash and returns how many there were. Nothing is moved while there is
     * no row at all: more likely than a store full of leftovers is that the service was given another database.
     */
    public int sweep() throws IOException {
        if (images.count() == 0) {
            log.info("No image is stored, so no file is taken for a leftover");
            return 0;
        }
        List<StoredFile> files = new ArrayList<>();
        int[] discarded = new int[1];
        store.forEachFile(file -> {
            files.add(file);
            if (files.size() == FILES_AT_ONCE) {
                discarded[0] += discardUnnamed(files);
                files.clear();
            }
        });
        discarded[0] += discardUnnamed(files);
        store.emptyTrash();
        if (discarded[0] > 0) {
            log.info("Moved {} files that no image names to the trash", discarded[0]);
        }
        return discarded[0];
    }

    /**
     * Deletes the files of a deleted image, unless the same content was uploaded again meanwhile.
     *
     * @return what was deleted; nothing where a file could not be, which a later sweep sees to
     */
    public DeletedFiles deleteFiles(String imageHash, String filePath) {
        return transaction.execute(status -> {
            images.lockContent(lockKey(imageHash));
            if (isNamed(imageHash, filePath)) {
                return DeletedFiles.NONE;
            }
            try {
                return new DeletedFiles(store.deleteOriginal(filePath) ? 1 : 0, store.deleteThumbnails(imageHash));
            } catch (IOException failure) {
                log.warn("A file of the deleted image {} is left for the next sweep", imageHash, failure);
                return DeletedFiles.NONE;
            }
        });
    }

    /** Deletes every file that no row names, for good, and says how many of each kind there were. */
    public DeletedFiles deleteUnnamed() throws IOException {
        List<StoredFile> files = new ArrayList<>();
        store.forEachFile(files::add);
        DeletedFiles deleted = DeletedFiles.NONE;
        for (StoredFile file : files) {
            deleted = deleted.plus(deleteFiles(file.imageHash(), file.relative()));
        }
        return deleted;
    }

    private int discardUnnamed(List<StoredFile> files) {
        Set<String> hashes = new HashSet<>();
        files.forEach(file -> hashes.add(file.imageHash()));
        Set<String> named = new HashSet<>(images.findExistingHashes(hashes));
        int discarded = 0;
        for (StoredFile file : files) {
            if (!named.contains(file.imageHash()) && discardUnlessNamed(file)) {
                discarded++;
            }
        }
        return discarded;
    }

    private boolean discardUnlessNamed(StoredFile file) {
        return transaction.execute(status -> {
            images.lockContent(lockKey(file.imageHash()));
            if (isNamed(file.imageHash(), file.relative())) {
                return false;
            }
            try {
                store.discard(file.relative());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return true;
        });
    }

    private boolean isNamed(String imageHash, String relative) {
        return images.existsByImageHash(imageHash) || images.existsByFilePathIn(store.spellings(relative));
    }

    private static long lockKey(String imageHash) {
        return ContentHash.isContentHash(imageHash) ? new ContentHash(imageHash).lockKey() : imageHash.hashCode();
    }
}
