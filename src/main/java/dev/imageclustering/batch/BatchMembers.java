package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Chunks;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells which images are in a batch without reading the whole of it. */
@Component
@Transactional(readOnly = true)
public class BatchMembers {

    private final MembersAmong memberships;

    BatchMembers(MembersAmong memberships) {
        this.memberships = memberships;
    }

    /** Returns those of the images that are in the batch. */
    public Set<Integer> among(BatchId batch, Collection<Integer> imageIds) {
        Set<Integer> members = new HashSet<>();
        Chunks.of(imageIds).forEach(chunk -> members.addAll(memberships.find(batch.value(), chunk)));
        return members;
    }
}
