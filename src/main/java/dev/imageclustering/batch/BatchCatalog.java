package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the batches. */
@Component
@Transactional(readOnly = true)
public class BatchCatalog {

    /** So many images of a page may be in memory at once; such a page needs no connection while its client reads it. */
    static final int MOST_IN_PAGE = 10_000;

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

    /**
     * Returns the first batches behind {@code after} in the order of ids, or nothing where they have more images than
     * may be in memory at once: such a page can be visited batch by batch only.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<List<BatchView>> page(int after, int limit) {
        List<BatchView.Head> heads = batches.findHeadsAfter(after, Limit.of(limit));
        if (heads.isEmpty()) {
            return Optional.of(List.of());
        }
        if (memberships.countUpTo(MOST_IN_PAGE + 1, after, heads.getLast().id()) > MOST_IN_PAGE) {
            return Optional.empty();
        }
        List<BatchView> page = new ArrayList<>();
        visit(heads, after, page::add);
        return Optional.of(page);
    }

    /**
     * Visits the first batches behind {@code after} in the order of ids, all as they are at one time, with one of them
     * in memory.
     *
     * @param full is told the last id before the first visit, if there are as many batches as the limit
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void forEach(int after, int limit, IntConsumer full, Consumer<BatchView> visitor) {
        List<BatchView.Head> heads = batches.findHeadsAfter(after, Limit.of(limit));
        boolean[] told = {heads.size() < limit};
        visit(heads, after, batch -> {
            // Not before the first batch was read whole, so that nothing is told where that fails.
            if (!told[0]) {
                full.accept(heads.getLast().id());
                told[0] = true;
            }
            visitor.accept(batch);
        });
    }

    private void visit(List<BatchView.Head> heads, int after, Consumer<BatchView> visitor) {
        int last = heads.isEmpty() ? after : heads.getLast().id();
        try (Stream<MembershipView> members = memberships.streamViewsBetween(after, last)) {
            visit(heads.stream(), members, visitor);
        }
    }

    /**
     * Visits every batch behind {@code after} in the order of ids: two statements whatever their number, merged as they
     * are read, so that one batch is in memory at a time.
     */
    public void forEach(int after, Consumer<BatchView> visitor) {
        try (Stream<BatchView.Head> heads = batches.streamHeadsAfter(after);
                Stream<MembershipView> members = memberships.streamViewsBetween(after, Integer.MAX_VALUE)) {
            visit(heads, members, visitor);
        }
    }

    private static void visit(
            Stream<BatchView.Head> heads, Stream<MembershipView> members, Consumer<BatchView> visitor) {
        MembershipsByBatch byBatch = new MembershipsByBatch(members.iterator());
        heads.forEach(head -> visitor.accept(head.with(byBatch.of(head.id()))));
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
