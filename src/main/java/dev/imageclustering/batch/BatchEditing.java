package dev.imageclustering.batch;

import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageLeaving;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Chunks;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes batches: which there are, and which images they have. */
@Component
@Transactional
public class BatchEditing {

    private final ImageBatches batches;
    private final Memberships memberships;
    private final ImageCatalog images;
    private final Clock clock;

    BatchEditing(ImageBatches batches, Memberships memberships, ImageCatalog images, Clock clock) {
        this.batches = batches;
        this.memberships = memberships;
        this.images = images;
        this.clock = clock;
    }

    public BatchId create(String name, Collection<Integer> imageIds) {
        requireImages(imageIds);
        BatchId id = batches.save(new ImageBatch(name, clock.instant())).id();
        insert(id, new LinkedHashSet<>(imageIds));
        return id;
    }

    public void rename(BatchId id, String name) {
        locked(id).rename(name);
    }

    public void delete(BatchId id) {
        if (batches.deleteById(id.value()) == 0) {
            throw new BatchNotFound(id);
        }
    }

    /** Adds images; those that are members already stay as they are. */
    public void add(BatchId id, Collection<Integer> imageIds) {
        locked(id);
        requireImages(imageIds);
        Set<Integer> fresh = new LinkedHashSet<>(imageIds);
        memberships.findImageIds(id.value()).forEach(fresh::remove);
        insert(id, fresh);
    }

    /** Adds images as {@link #add} does, but leaves out those that were deleted meanwhile. */
    public void addUploaded(BatchId id, Collection<Integer> imageIds) {
        locked(id);
        add(id, images.claim(imageIds));
    }

    /** Removes images, and closes up the ranks of the groups that they leave. */
    public void remove(BatchId id, Collection<Integer> imageIds) {
        locked(id);
        removeMembers(id.value(), new HashSet<>(imageIds));
    }

    /** Takes an image that is about to be deleted out of every batch. */
    @EventListener
    void on(ImageLeaving leaving) {
        int imageId = leaving.id().value();
        for (int batchId : memberships.findBatchIdsOfImage(imageId)) {
            batches.findLockedById(batchId).ifPresent(batch -> removeMembers(batchId, Set.of(imageId)));
        }
    }

    private void removeMembers(int batchId, Set<Integer> imageIds) {
        // Of a large batch no more is read than the ranks that have to close up.
        List<String> touched = Chunks.of(imageIds)
                .flatMap(chunk -> memberships.findRankedLabels(batchId, chunk).stream())
                .distinct()
                .toList();
        Chunks.of(imageIds).forEach(chunk -> memberships.delete(batchId, chunk));
        for (String label : touched) {
            GroupRanks.closeUp(memberships.findRanked(batchId, label));
        }
    }

    private void insert(BatchId id, Collection<Integer> imageIds) {
        memberships.saveAll(imageIds.stream()
                .map(imageId -> new ImageBatchAssociation(id.value(), imageId))
                .toList());
    }

    private void requireImages(Collection<Integer> imageIds) {
        Set<Integer> missing = new LinkedHashSet<>(imageIds);
        missing.removeAll(images.claim(imageIds));
        if (!missing.isEmpty()) {
            throw new UnknownImages(missing);
        }
    }

    private ImageBatch locked(BatchId id) {
        return batches.findLockedById(id.value()).orElseThrow(() -> new BatchNotFound(id));
    }
}
