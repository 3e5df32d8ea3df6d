package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.batch.MembershipState;
import dev.imageclustering.clustering.HierarchyLinks;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.PairWeighing;
import dev.imageclustering.clustering.RowDistances;
import dev.imageclustering.clustering.VerifiedGrouping;
import dev.imageclustering.image.ImageCapture;
import dev.imageclustering.image.ImageSignatures;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.InvalidRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells why two images of a batch are in one group, or why they are not. */
@Component
public class GroupExplanation {

    private final BatchGroups groups;
    private final Hierarchies hierarchies;
    private final RunCatalog runs;
    private final ImageSignatures signatures;
    private final Surroundings surroundings;
    private final LinkEvidence evidence;
    private final GroupDecisions decisions;

    GroupExplanation(
            BatchGroups groups,
            Hierarchies hierarchies,
            RunCatalog runs,
            ImageSignatures signatures,
            Surroundings surroundings,
            LinkEvidence evidence,
            GroupDecisions decisions) {
        this.groups = groups;
        this.hierarchies = hierarchies;
        this.runs = runs;
        this.signatures = signatures;
        this.surroundings = surroundings;
        this.evidence = evidence;
        this.decisions = decisions;
    }

    /**
     * Explains two images of a batch. Takes O(n d), with the vectors in memory where the batch is large and they fit.
     *
     * @throws NeverGrouped if the batch was never analysed
     * @throws InvalidRequest if they are not two images of the batch
     */
    public Explanation explain(BatchId batch, int a, int b) {
        RunView analysis = hierarchies.analysis(batch);
        List<MembershipState> members = groups.members(batch);
        require(members, "a", a);
        require(members, "b", b);
        if (a == b) {
            throw new InvalidRequest("b", "must be another image than a");
        }
        double cut = runs.inForce(batch)
                .filter(run -> run.kind() == RunKind.CUT)
                .map(Granularity::distance)
                .orElse(analysis.method().equals(GroupingMethods.AUTO) ? VerifiedGrouping.CUT : Double.NaN);
        List<Integer> imageIds = members.stream().map(MembershipState::imageId).toList();
        return new Pair(analysis, hierarchies.of(analysis), members, cut, a, b)
                .explain(decisions.on(batch, imageIds, a, b));
    }

    private static void require(List<MembershipState> members, String field, int imageId) {
        if (members.stream().noneMatch(member -> member.imageId() == imageId)) {
            throw new InvalidRequest(field, "Image %d is not in the batch".formatted(imageId));
        }
    }

    /** The two images that are explained. */
    private final class Pair {

        private final RunView analysis;
        private final Hierarchy hierarchy;
        private final List<Integer> imageIds;
        private final Map<Integer, String> labels = new HashMap<>();
        private final Metric metric;
        private final double cut;
        private final int a;
        private final int b;

        Pair(RunView analysis, Hierarchy hierarchy, List<MembershipState> members, double cut, int a, int b) {
            this.analysis = analysis;
            this.hierarchy = hierarchy;
            this.imageIds = members.stream().map(MembershipState::imageId).toList();
            this.metric = AnalysisRequest.metric(analysis.parameters()).orElse(Metric.COSINE);
            this.cut = cut;
            this.a = a;
            this.b = b;
            for (MembershipState member : members) {
                String label = member.label();
                if (label != null && !label.equals(GroupLabels.UNGROUPED)) {
                    labels.put(member.imageId(), label);
                }
            }
        }

        Explanation explain(@Nullable DecisionKind decided) {
            String model = AutoMethod.comparedBy(analysis);
            Explanation.Link link = link();
            Set<Integer> asked = new LinkedHashSet<>(List.of(a, b));
            if (link != null && weighsLinks()) {
                asked.addAll(List.of(link.from(), link.to()));
            }
            Map<Integer, float[]> vectors = surroundings.vectors(asked, model);
            Map<Integer, NearestInGroups> near = surroundings.of(
                    vectors, new Surroundings.Scope(model, metric, imageIds, labels, id -> point(id) >= 0));
            Explanation bare = new Explanation(
                    analysis.id(),
                    metric,
                    labels.containsKey(a) && labels.get(a).equals(labels.get(b)),
                    distance(vectors.get(a), vectors.get(b)),
                    null,
                    evidence(a, b, vectors, near),
                    decided,
                    link == null
                            ? null
                            : new Explanation.Link(
                                    link.from(),
                                    link.to(),
                                    link.distance(),
                                    evidence(link.from(), link.to(), vectors, near)),
                    end(a, near.get(a)),
                    end(b, near.get(b)),
                    "");
            return ExplanationWords.complete(bare, cut);
        }

        private boolean weighsLinks() {
            return analysis.method().equals(GroupingMethods.AUTO);
        }

        private Explanation.@Nullable Evidence evidence(
                int one, int other, Map<Integer, float[]> vectors, Map<Integer, NearestInGroups> near) {
            NearestInGroups nearOne = near.get(one);
            NearestInGroups nearOther = near.get(other);
            Double distance = distance(vectors.get(one), vectors.get(other));
            if (!weighsLinks() || nearOne == null || nearOther == null || distance == null) {
                return null;
            }
            Map<Integer, ImageCapture> captures = signatures.captures(List.of(one, other));
            return evidence.of(
                    new LinkEvidence.Side(captures.getOrDefault(one, new ImageCapture(one, "", null)), nearOne),
                    new LinkEvidence.Side(captures.getOrDefault(other, new ImageCapture(other, "", null)), nearOther),
                    distance,
                    AutoMethod.options(analysis),
                    PairWeighing.strength(cut));
        }

        private @Nullable Double distance(float @Nullable [] first, float @Nullable [] second) {
            if (first == null || second == null || first.length != second.length) {
                return null;
            }
            float[] both = Arrays.copyOf(first, 2 * first.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return RowDistances.to(0, both, 2, first.length, metric)[1];
        }

        private Explanation.@Nullable Link link() {
            int from = point(a);
            int to = point(b);
            if (from < 0 || to < 0) {
                return null;
            }
            int edge = HierarchyLinks.joining(hierarchy.forest(), from, to);
            return edge == HierarchyLinks.NONE
                    ? null
                    : new Explanation.Link(
                            hierarchy.imageIds()[hierarchy.forest().from()[edge]],
                            hierarchy.imageIds()[hierarchy.forest().to()[edge]],
                            hierarchy.forest().weight()[edge],
                            null);
        }

        private int point(int imageId) {
            return Arrays.binarySearch(hierarchy.imageIds(), imageId);
        }

        private Explanation.End end(int id, @Nullable NearestInGroups near) {
            int point = point(id);
            float core = point < 0 ? Float.POSITIVE_INFINITY : hierarchy.coreDistances()[point];
            return new Explanation.End(
                    id,
                    labels.get(id),
                    Float.isFinite(core) ? (Double) (double) core : null,
                    near == null ? null : near.inside(),
                    near == null ? null : near.outside());
        }
    }
}
