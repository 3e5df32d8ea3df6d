package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Chunks;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the batches. */
@Component
@Transactional(readOnly = true)
public class BatchCatalog {

    private final ImageBatches batches;
    private final Memberships memberships;

    BatchCatalog(ImageBatches batches, Memberships memberships) {
        this.batches = batches;
        this.memberships = memberships;
    }

    public BatchView get(BatchId id) {
        return batches.findHeadById(id.value())
                .orElseThrow(() -> new BatchNotFound(id))
                .with(memberships.findViewsByBatch(id.value()));
    }

    /** Throws {@link BatchNotFound} unless there is such a batch. */
    public void require(BatchId id) {
        if (!batches.existsById(id.value())) {
            throw new BatchNotFound(id);
        }
    }

    public List<Integer> imageIds(BatchId id) {
        return memberships.findImageIds(id.value());
    }

    /** Returns the ids of the images of a group, in their order. */
    public List<Integer> imageIds(BatchId id, String groupLabel) {
        require(id);
        return memberships.findByGroup(id.value(), groupLabel).stream()
                .map(ImageBatchAssociation::imageId)
                .toList();
    }

    /** Returns the members of a group, by rank; those without one come last. */
    public List<MembershipView> group(BatchId id, String groupLabel) {
        require(id);
        return memberships.findViewsByGroup(id.value(), groupLabel);
    }

    public List<BatchId> processing() {
        return batches.findIdsByStatus(BatchStatus.PROCESSING).stream()
                .map(BatchId::new)
                .toList();
    }

    public List<BatchView> page(int after, int limit) {
        List<BatchView.Head> heads = batches.findHeadsAfter(after, Limit.of(limit));
        Map<Integer, List<MembershipView>> byBatch = Chunks.of(
                        heads.stream().map(BatchView.Head::id).toList())
                .flatMap(ids -> memberships.findViewsByBatches(ids).stream())
                .collect(Collectors.groupingBy(MembershipView::batchId));
        return heads.stream()
                .map(head -> head.with(byBatch.getOrDefault(head.id(), List.of())))
                .toList();
    }

    /**
     * Visits every batch behind {@code after} in the order of ids: two statements whatever their number, merged as they
     * are read, so that one batch is in memory at a time.
     */
    public void forEach(int after, Consumer<BatchView> visitor) {
        try (Stream<BatchView.Head> heads = batches.streamHeadsAfter(after);
                Stream<MembershipView> members = memberships.streamViewsAfter(after)) {
            MembershipsByBatch byBatch = new MembershipsByBatch(members.iterator());
            heads.forEach(head -> visitor.accept(head.with(byBatch.of(head.id()))));
        }
    }

    /** Memberships in the order of their batches, handed out batch by batch. */
    private static final class MembershipsByBatch {

        private final Iterator<MembershipView> rest;
        private @Nullable MembershipView next;

        MembershipsByBatch(Iterator<MembershipView> rest) {
            this.rest = rest;
            advance();
        }

        List<MembershipView> of(int batchId) {
            List<MembershipView> members = new ArrayList<>();
            // One of a lower id belongs to a batch that the other statement did not see.
            for (MembershipView member = next; member != null && member.batchId() <= batchId; member = next) {
                if (member.batchId() == batchId) {
                    members.add(member);
                }
                advance();
            }
            return members;
        }

        private void advance() {
            next = rest.hasNext() ? rest.next() : null;
        }
    }
}
