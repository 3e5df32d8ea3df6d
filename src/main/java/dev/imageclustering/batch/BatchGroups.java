package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the groups of a batch and the ranks in them, so that no rank outlives the group that it was given in. */
@Component
@Transactional
public class BatchGroups {

    private final ImageBatches batches;
    private final Memberships memberships;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    BatchGroups(ImageBatches batches, Memberships memberships, Clock clock, ApplicationEventPublisher events) {
        this.batches = batches;
        this.memberships = memberships;
        this.clock = clock;
        this.events = events;
    }

    public BatchStatus status(BatchId id) {
        return locked(id).status();
    }

    /** Marks a batch as being analysed with the parameters. */
    public void startProcessing(BatchId id, Map<String, Object> parameters) {
        locked(id).startProcessing(parameters);
    }

    /** Ends a run with what went wrong; a batch that was deleted meanwhile needs no end. */
    public void fail(BatchId id, String reason) {
        batches.findLockedById(id.value()).ifPresent(batch -> batch.fail(reason));
    }

    /** Ends a run that was found dead, unless it has ended meanwhile. */
    public void failIfProcessing(BatchId id, String reason) {
        batches.findLockedById(id.value())
                .filter(batch -> batch.status() == BatchStatus.PROCESSING)
                .ifPresent(batch -> batch.fail(reason));
    }

    /** Returns the label of every image that has one. */
    @Transactional(readOnly = true)
    public Map<Integer, String> labels(BatchId id) {
        Map<Integer, String> labels = new HashMap<>();
        for (ImageBatchAssociation member : memberships.findByBatch(id.value())) {
            String label = member.groupLabel();
            if (label != null) {
                labels.put(member.imageId(), label);
            }
        }
        return labels;
    }

    /** Ends a run with the groups that it found. An image that joined meanwhile has no label, and no rank stays. */
    public void complete(BatchId id, Map<Integer, GroupAssignment> assignments) {
        ImageBatch batch = locked(id);
        for (ImageBatchAssociation member : memberships.findByBatch(id.value())) {
            GroupAssignment assignment = assignments.get(member.imageId());
            if (assignment == null) {
                member.join(null, null, null);
            } else {
                member.join(assignment.label(), assignment.probability(), assignment.outlierScore());
            }
        }
        batch.complete();
    }

    /** Groups a batch as a person says. */
    public void regroup(BatchId id, Map<String, List<Integer>> groups) {
        ImageBatch batch = locked(id);
        if (batch.status() == BatchStatus.PROCESSING) {
            throw new BatchBusy(id);
        }
        List<ImageBatchAssociation> members = memberships.findByBatch(id.value());
        Map<Integer, String> labels = GroupMap.labels(groups, members);
        // What a person changes is a decision for later runs.
        events.publishEvent(new RegroupedByHand(id, labels(members), labels));
        Set<@Nullable String> left = new HashSet<>();
        Set<@Nullable String> joined = new HashSet<>();
        for (ImageBatchAssociation member : members) {
            String label = labels.get(member.imageId());
            if (!Objects.equals(label, member.groupLabel())) {
                left.add(member.groupLabel());
                joined.add(label);
                member.join(label, null, null);
            }
        }
        mendRanks(members, left, joined);
        batch.complete();
    }

    private static Map<Integer, @Nullable String> labels(List<ImageBatchAssociation> members) {
        Map<Integer, @Nullable String> labels = new HashMap<>();
        members.forEach(member -> labels.put(member.imageId(), member.groupLabel()));
        return labels;
    }

    /** A ranking that does not know a new member is void; one that lost a member only closes up. */
    private static void mendRanks(
            List<ImageBatchAssociation> members, Set<@Nullable String> left, Set<@Nullable String> joined) {
        members.stream()
                .filter(member -> joined.contains(member.groupLabel()))
                .forEach(ImageBatchAssociation::clearRank);
        for (String label : left) {
            GroupRanks.closeUp(members.stream()
                    .filter(member -> Objects.equals(label, member.groupLabel()))
                    .toList());
        }
    }

    /**
     * Ranks a group.
     *
     * @param considered the images that the ranking knows
     * @param bestFirst those of them that can be ranked, the best first; the others get no rank
     * @return false, with nothing changed, if the group has other images by now
     */
    public boolean rank(BatchId id, String label, Set<Integer> considered, List<Integer> bestFirst, String metric) {
        locked(id);
        Map<Integer, ImageBatchAssociation> group = new HashMap<>();
        memberships.findByGroup(id.value(), label).forEach(member -> group.put(member.imageId(), member));
        if (!group.keySet().equals(considered)) {
            return false;
        }
        group.values().forEach(ImageBatchAssociation::clearRank);
        for (int i = 0; i < bestFirst.size(); i++) {
            Objects.requireNonNull(group.get(bestFirst.get(i))).rank(i + 1, metric, clock.instant());
        }
        return true;
    }

    private ImageBatch locked(BatchId id) {
        return batches.findLockedById(id.value()).orElseThrow(() -> new BatchNotFound(id));
    }
}
