package dev.imageclustering.batch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch with its images.
 *
 * @param memberships by group, then by rank, then by image
 */
public record BatchView(
        int id,
        String name,
        BatchStatus status,
        @Nullable Map<String, Object> parameters,
        @Nullable Instant createdAt,
        @Nullable String failure,
        List<MembershipView> memberships) {

    /** A batch without its images, as a query answers it. */
    record Head(
            int id,
            String name,
            BatchStatus status,
            @Nullable Map<String, Object> parameters,
            @Nullable Instant createdAt,
            @Nullable String failure) {

        static final String SELECT = "new dev.imageclustering.batch.BatchView$Head(b.id, b.batchName, b.status,"
                + " b.parameters, b.createdAt, b.failure)";

        BatchView with(List<MembershipView> memberships) {
            return new BatchView(
                    id,
                    name,
                    status,
                    parameters,
                    createdAt,
                    failure,
                    memberships.stream().sorted(GroupOrder.OF_MEMBERSHIPS).toList());
        }
    }
}
