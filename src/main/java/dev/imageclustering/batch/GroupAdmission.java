package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets images without a label into groups, and leaves all others where they are. */
@Component
@Transactional
public class GroupAdmission {

    private final ImageBatches batches;
    private final Memberships memberships;

    GroupAdmission(ImageBatches batches, Memberships memberships) {
        this.batches = batches;
        this.memberships = memberships;
    }

    /**
     * Gives those of the images a place that have none yet and are in the batch still. A ranking of a group that an
     * image joins does not know that image, and is void.
     *
     * @throws BatchBusy if the batch is being analysed
     */
    public void admit(BatchId id, Map<Integer, GroupAssignment> assignments) {
        ImageBatch batch = batches.findLockedById(id.value()).orElseThrow(() -> new BatchNotFound(id));
        if (batch.status() == BatchStatus.PROCESSING) {
            throw new BatchBusy(id);
        }
        Integer[] ids = assignments.keySet().toArray(Integer[]::new);
        List<GroupAssignment> places = List.copyOf(assignments.values());
        memberships.admit(
                id.value(),
                ids,
                places.stream().map(GroupAssignment::label).toArray(String[]::new),
                places.stream().map(GroupAssignment::probability).toArray(Double[]::new),
                places.stream().map(GroupAssignment::outlierScore).toArray(Double[]::new));
    }
}
