package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.batch.MembershipState;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.HierarchyCut;
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
     * Groups a batch at a value of the dial. An image that joined after the analysis has no label then. Takes O(n).
     *
     * @param value in 0..1
     * @param minGroupSize the smallest group, at least 2
     */
    public void set(BatchId batch, double value, int minGroupSize) {
        catalog.require(batch);
        try (RunLocks.RunLock _ = locks.tryLock(batch).orElseThrow(() -> new BatchBusy(batch))) {
            transaction.executeWithoutResult(status -> cut(batch, value, minGroupSize));
        }
    }

    private void cut(BatchId batch, double value, int minGroupSize) {
        groups.requireIdle(batch);
        RunView analysis = runs.analysisInForce(batch).orElseThrow(() -> new NeverGrouped(batch));
        Hierarchy hierarchy = hierarchies.of(analysis);
        double distance = hierarchy.dial().distance(value);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(VALUE, value);
        parameters.put(DISTANCE, distance);
        parameters.put(MIN_GROUP_SIZE, minGroupSize);
        journal.recordCut(
                batch,
                new RunRequest(analysis.method(), parameters),
                new RunJournal.Found(
                        assign(batch, hierarchy, distance, minGroupSize, groups.members(batch)),
                        Objects.requireNonNullElse(analysis.approximate(), false),
                        Objects.requireNonNullElse(analysis.engineVersion(), ""),
                        analysis.featureModel(),
                        null));
    }

    private Map<Integer, GroupAssignment> assign(
            BatchId batch, Hierarchy hierarchy, double distance, int minGroupSize, List<MembershipState> members) {
        int[] points = hierarchy.imageIds();
        Map<Integer, String> labels = new HashMap<>();
        Map<Integer, Double> scores = new HashMap<>();
        for (MembershipState member : members) {
            labels.put(member.imageId(), Objects.requireNonNullElse(member.label(), GroupLabels.UNGROUPED));
            scores.put(member.imageId(), Objects.requireNonNullElse(member.outlierScore(), 0.0));
        }
        boolean[] present = new boolean[points.length];
        double[] outlierScores = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            present[i] = scores.containsKey(points[i]);
            outlierScores[i] = scores.getOrDefault(points[i], 0.0);
        }
        FlatClustering cut = HierarchyCut.at(hierarchy.forest(), distance, minGroupSize, present, outlierScores);
        return Assignments.of(points, decided.honour(batch, hierarchy, cut), labels);
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
