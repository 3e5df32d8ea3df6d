package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.RegroupedByHand;
import dev.imageclustering.clustering.DecidedPair;
import dev.imageclustering.clustering.UpheldPairs;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Chunks;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decisions of people on which images of a batch belong together. They stay until they are taken back, contradicted by
 * a newer one, or until the batch or one of their images is deleted; an image that leaves the batch finds them again
 * when it returns.
 */
@Component
@Transactional
public class GroupDecisions {

    private final ImageDecisions decisions;
    private final BatchCatalog batches;
    private final ImageCatalog images;
    private final BatchGroups groups;
    private final Clock clock;

    GroupDecisions(
            ImageDecisions decisions, BatchCatalog batches, ImageCatalog images, BatchGroups groups, Clock clock) {
        this.decisions = decisions;
        this.batches = batches;
        this.images = images;
        this.groups = groups;
        this.clock = clock;
    }

    /**
     * Decides on some images: that all of them belong together, or that no two of them do. Older decisions that say the
     * opposite are deleted.
     *
     * @param imageIds two or more images of the batch
     * @return the new decisions
     */
    public List<DecisionView> decide(BatchId batch, DecisionKind kind, Collection<Integer> imageIds) {
        lock(batch);
        List<Integer> ids = imageIds.stream().distinct().sorted().toList();
        requireMembers(batch, ids);
        Set<ImagePair> pairs = new LinkedHashSet<>();
        for (int i = 1; i < ids.size(); i++) {
            if (kind == DecisionKind.SIMILAR) {
                pairs.add(ImagePair.of(ids.getFirst(), ids.get(i), kind));
            } else {
                for (int j = 0; j < i; j++) {
                    pairs.add(ImagePair.of(ids.get(j), ids.get(i), kind));
                }
            }
        }
        return record(batch, pairs, DecisionSource.API);
    }

    /** Takes what a person has changed by hand for decisions. */
    @EventListener
    void on(RegroupedByHand regrouped) {
        List<ImagePair> pairs = RegroupingDecisions.of(regrouped.before(), regrouped.after());
        if (!pairs.isEmpty()) {
            lock(regrouped.batch());
            record(regrouped.batch(), pairs, DecisionSource.MANUAL);
        }
    }

    /** Returns the first decisions behind {@code after} in the order of ids, which is that of time. */
    @Transactional(readOnly = true)
    public List<DecisionView> page(BatchId batch, int after, int limit) {
        batches.require(batch);
        return decisions.findViewsAfter(batch.value(), after, Limit.of(limit));
    }

    /** Takes a decision back. */
    public void revoke(BatchId batch, int id) {
        lock(batch);
        if (decisions.delete(batch.value(), id) == 0) {
            throw new DecisionNotFound(batch, id);
        }
    }

    /** Decisions on one batch come one after the other: reading its status locks it until the transaction ends. */
    private void lock(BatchId batch) {
        groups.status(batch);
    }

    /** Returns what is decided on the images, the newest first, as pairs of their places in the array. */
    @Transactional(readOnly = true)
    public List<DecidedPair> newestFirst(BatchId batch, int[] imageIds) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < imageIds.length; i++) {
            places.put(imageIds[i], i);
        }
        return decisions.findNewestFirst(batch.value()).stream()
                .map(ImageDecision::pair)
                .filter(pair -> places.containsKey(pair.a()) && places.containsKey(pair.b()))
                .map(pair -> decided(pair, places))
                .toList();
    }

    /** Returns what people decided on two images of some, be it through others; null if nothing. */
    @Transactional(readOnly = true)
    @Nullable
    DecisionKind on(BatchId batch, List<Integer> imageIds, int a, int b) {
        int[] ids = imageIds.stream().mapToInt(Integer::intValue).toArray();
        UpheldPairs upheld = UpheldPairs.of(ids.length, newestFirst(batch, ids));
        int first = imageIds.indexOf(a);
        int second = imageIds.indexOf(b);
        if (upheld.areTogether(first, second)) {
            return DecisionKind.SIMILAR;
        }
        return upheld.areApart(first, second) ? DecisionKind.NOT_SIMILAR : null;
    }

    private static DecidedPair decided(ImagePair pair, Map<Integer, Integer> places) {
        return new DecidedPair(
                places.getOrDefault(pair.a(), 0),
                places.getOrDefault(pair.b(), 0),
                pair.kind() == DecisionKind.SIMILAR);
    }

    private void requireMembers(BatchId batch, List<Integer> ids) {
        Set<Integer> present = new HashSet<>(batches.imageIds(batch));
        // Claimed, so that none of them is deleted before the decision is stored.
        present.retainAll(images.claim(ids));
        ids.stream().filter(id -> !present.contains(id)).findFirst().ifPresent(id -> {
            throw new ImageNotInBatch(batch, id);
        });
    }

    private List<DecisionView> record(BatchId batch, Collection<ImagePair> pairs, DecisionSource source) {
        List<ImageDecision> stored = decisions.findNewestFirst(batch.value());
        List<ImageDecision> replaced = replaced(List.copyOf(pairs), stored);
        Chunks.of(replaced.stream().map(ImageDecision::id).toList()).forEach(decisions::deleteAll);
        // No finer than the database keeps it.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<ImageDecision> added = decisions.saveAll(pairs.stream()
                .map(pair -> new ImageDecision(batch.value(), pair, source, now))
                .toList());
        return added.stream().map(ImageDecision::view).toList();
    }

    /** Returns the stored decisions that the new pairs contradict or repeat. */
    private static List<ImageDecision> replaced(List<ImagePair> pairs, List<ImageDecision> stored) {
        Map<Integer, Integer> places = new HashMap<>();
        List<ImagePair> newestFirst = new ArrayList<>(pairs);
        stored.forEach(decision -> newestFirst.add(decision.pair()));
        for (ImagePair pair : newestFirst) {
            places.putIfAbsent(pair.a(), places.size());
            places.putIfAbsent(pair.b(), places.size());
        }
        Set<DecidedPair> overruled = new HashSet<>(UpheldPairs.of(
                        places.size(),
                        newestFirst.stream().map(pair -> decided(pair, places)).toList())
                .overruled());
        Set<List<Integer>> repeated = new HashSet<>();
        pairs.forEach(pair -> repeated.add(List.of(pair.a(), pair.b())));
        return stored.stream()
                .filter(decision -> overruled.contains(decided(decision.pair(), places))
                        || repeated.contains(
                                List.of(decision.pair().a(), decision.pair().b())))
                .toList();
    }
}
