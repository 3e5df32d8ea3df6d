package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
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

    /** Returns the state of a batch, which nobody else changes until the transaction ends. */
    public BatchState state(BatchId id) {
        return locked(id).state();
    }

    /** Returns the state of a batch as {@link #state} does, unless it was deleted. */
    public Optional<BatchState> stateIfPresent(BatchId id) {
        return batches.findLockedById(id.value()).map(ImageBatch::state);
    }

    /** Puts a batch back into a state that it was in; its groups stay. A batch that was deleted meanwhile needs none. */
    public void returnTo(BatchId id, BatchState state) {
        batches.findLockedById(id.value()).ifPresent(batch -> batch.returnTo(state));
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
        for (MembershipState member : memberships.findStates(id.value())) {
            String label = member.label();
            if (label != null) {
                labels.put(member.imageId(), label);
            }
        }
        return labels;
    }

    /** Returns the place of every image in the groups, by its id. */
    @Transactional(readOnly = true)
    public List<MembershipState> members(BatchId id) {
        return memberships.findStates(id.value());
    }

    /**
     * Puts the images back to the places that they had. One that has left the batch leaves no hole in the ranks, and one
     * that joined since has no label.
     */
    public void restore(BatchId id, Map<Integer, MembershipState> states) {
        locked(id);
        List<MembershipState> present = memberships.findImageIds(id.value()).stream()
                .map(states::get)
                .filter(Objects::nonNull)
                .toList();
        Map<Integer, Integer> ranks = GroupRanks.closedUp(present);
        Integer[] ids = column(present, MembershipState::imageId, Integer[]::new);
        memberships.returnTo(
                id.value(),
                ids,
                column(present, MembershipState::label, String[]::new),
                column(present, MembershipState::probability, Double[]::new),
                column(present, MembershipState::outlierScore, Double[]::new),
                column(present, member -> ranks.get(member.imageId()), Integer[]::new),
                column(present, member -> text(member.rankedAt()), String[]::new),
                column(present, MembershipState::rankingMetric, String[]::new));
        memberships.leaveAllBut(id.value(), ids);
    }

    private static <T extends @Nullable Object> T[] column(
            List<MembershipState> members, Function<MembershipState, T> value, IntFunction<T[]> array) {
        return members.stream().map(value).toArray(array);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** Ends a run with the groups that it found. An image that joined meanwhile has no label, and no rank stays. */
    public void complete(BatchId id, Map<Integer, GroupAssignment> assignments) {
        ImageBatch batch = locked(id);
        Integer[] ids = assignments.keySet().toArray(Integer[]::new);
        List<GroupAssignment> places = List.copyOf(assignments.values());
        memberships.join(
                id.value(),
                ids,
                places.stream().map(GroupAssignment::label).toArray(String[]::new),
                places.stream().map(GroupAssignment::probability).toArray(Double[]::new),
                places.stream().map(GroupAssignment::outlierScore).toArray(Double[]::new));
        memberships.leaveAllBut(id.value(), ids);
        batch.complete();
    }

    /** Groups a batch as a person says. */
    public void regroup(BatchId id, Map<String, List<Integer>> groups) {
        ImageBatch batch = idle(id);
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

    /** Throws {@link BatchBusy} while the batch is being analysed; nobody begins that until the transaction ends. */
    public void requireIdle(BatchId id) {
        idle(id);
    }

    private ImageBatch idle(BatchId id) {
        ImageBatch batch = locked(id);
        if (batch.status() == BatchStatus.PROCESSING) {
            throw new BatchBusy(id);
        }
        return batch;
    }

    private ImageBatch locked(BatchId id) {
        return batches.findLockedById(id.value()).orElseThrow(() -> new BatchNotFound(id));
    }
}
