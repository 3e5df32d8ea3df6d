package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.batch.MembershipState;
import dev.imageclustering.clustering.HierarchyCut;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.clustering.TreeCut;
import dev.imageclustering.shared.BatchId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The dial between "only what is nearly identical" and "everything of one place": cuts the hierarchy of the last
 * analysis at another distance. Every group at a value lies inside one at any greater value,
 * but for what people have decided on pairs of images, which holds at each.
 */
@Component
public class Granularity {

    private static final String VALUE = "granularity";
    private static final String DISTANCE = "distance";
    private static final String MIN_GROUP_SIZE = "min_group_size";

    private final BatchCatalog catalog;
    private final BatchGroups groups;
    private final RunCatalog runs;
    private final RunJournal journal;
    private final Hierarchies hierarchies;
    private final DecidedGroups decided;
    private final RunLocks locks;
    private final TransactionTemplate transaction;

    Granularity(
            BatchCatalog catalog,
            BatchGroups groups,
            RunCatalog runs,
            RunJournal journal,
            Hierarchies hierarchies,
            DecidedGroups decided,
            RunLocks locks,
            TransactionTemplate transaction) {
        this.catalog = catalog;
        this.groups = groups;
        this.runs = runs;
        this.journal = journal;
        this.hierarchies = hierarchies;
        this.decided = decided;
        this.locks = locks;
        this.transaction = transaction;
    }

    /**
     * Groups a batch at a value of the dial. An image that joined after the analysis has no label then. Takes O(n), and
     * longer where many are held apart; nothing is locked meanwhile but further runs of the batch.
     *
     * @param value in 0..1
     * @param minGroupSize the smallest group, at least 2
     */
    public void set(BatchId batch, double value, int minGroupSize) {
        catalog.require(batch);
        try (RunLocks.RunLock _ = locks.tryLock(batch).orElseThrow(() -> new BatchBusy(batch))) {
            groups.requireIdle(batch);
            RunView analysis = runs.analysisInForce(batch).orElseThrow(() -> new NeverGrouped(batch));
            Hierarchy hierarchy = hierarchies.of(analysis);
            Cut prepared = cut(batch, hierarchy, hierarchy.dial().distance(value), minGroupSize);
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put(VALUE, value);
            parameters.put(DISTANCE, prepared.distance());
            parameters.put(MIN_GROUP_SIZE, minGroupSize);
            transaction.executeWithoutResult(status -> {
                groups.requireIdle(batch);
                Cut current = renew(batch, hierarchy, prepared);
                record(batch, new RunRequest(analysis.method(), parameters), analysis, current.assignments());
            });
        }
    }

    private void record(
            BatchId batch, RunRequest request, RunView analysis, Map<Integer, GroupAssignment> assignments) {
        journal.recordCut(
                batch,
                request,
                new RunJournal.Found(
                        assignments,
                        Objects.requireNonNullElse(analysis.approximate(), false),
                        Objects.requireNonNullElse(analysis.engineVersion(), ""),
                        analysis.featureModel(),
                        null));
    }

    /** A cut of the hierarchy for the members that a batch has. */
    private record Cut(
            double distance,
            int minGroupSize,
            List<MembershipState> members,
            DecidedGroups.Found found,
            DecidedGroups.Decided decided) {

        Map<Integer, GroupAssignment> assignments() {
            Map<Integer, String> labels = new HashMap<>();
            for (MembershipState member : members) {
                labels.put(member.imageId(), Objects.requireNonNullElse(member.label(), GroupLabels.UNGROUPED));
            }
            return Assignments.of(found.imageIds(), decided.groups(), labels);
        }
    }

    private Cut cut(BatchId batch, Hierarchy hierarchy, double distance, int minGroupSize) {
        List<MembershipState> members = groups.members(batch);
        int[] points = hierarchy.imageIds();
        Map<Integer, Double> scores = new HashMap<>();
        for (MembershipState member : members) {
            scores.put(member.imageId(), Objects.requireNonNullElse(member.outlierScore(), 0.0));
        }
        boolean[] present = new boolean[points.length];
        double[] outlierScores = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            present[i] = scores.containsKey(points[i]);
            outlierScores[i] = scores.getOrDefault(points[i], 0.0);
        }
        DecidedGroups.Found found = DecidedGroups.Found.of(
                hierarchy, HierarchyCut.at(hierarchy.forest(), distance, minGroupSize, present, outlierScores));
        return new Cut(distance, minGroupSize, members, found, decided.honour(batch, found, RunMonitor.NONE));
    }

    /** Returns the same cut unless the members have changed or people have decided something since. */
    private Cut renew(BatchId batch, Hierarchy hierarchy, Cut before) {
        return groups.members(batch).equals(before.members)
                ? new Cut(
                        before.distance,
                        before.minGroupSize,
                        before.members,
                        before.found,
                        decided.renew(batch, before.found, before.decided))
                : cut(batch, hierarchy, before.distance, before.minGroupSize);
    }

    /** Returns where the dial stands. */
    public Setting get(BatchId batch) {
        RunView analysis = hierarchies.analysis(batch);
        DialRange dial = hierarchies.of(analysis).dial();
        RunView inForce = runs.inForce(batch).orElse(analysis);
        if (inForce.kind() != RunKind.CUT) {
            return new Setting(null, null, null, inForce.id(), analysis.id(), dial);
        }
        Map<String, Object> parameters = inForce.parameters();
        return new Setting(
                number(parameters, VALUE).doubleValue(),
                distance(inForce),
                number(parameters, MIN_GROUP_SIZE).intValue(),
                inForce.id(),
                analysis.id(),
                dial);
    }

    /** Returns where a cut was made. */
    static double distance(RunView cut) {
        return number(cut.parameters(), DISTANCE).doubleValue();
    }

    /** Returns how a cut was made. */
    static TreeCut treeCut(RunView cut) {
        return new TreeCut(
                distance(cut), number(cut.parameters(), MIN_GROUP_SIZE).intValue());
    }

    private static Number number(Map<String, Object> parameters, String name) {
        return (Number) Objects.requireNonNull(parameters.get(name), name);
    }

    /**
     * Where the dial stands.
     *
     * @param value null while the groups are those of the analysis itself
     * @param run what made the groups
     * @param analysis whose hierarchy it was
     * @param dial the distances that 0 and 1 stand for
     */
    public record Setting(
            @Nullable Double value,
            @Nullable Double distance,
            @Nullable Integer minGroupSize,
            int run,
            int analysis,
            DialRange dial) {}
}
