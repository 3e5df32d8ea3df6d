package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.batch.MembershipState;
import dev.imageclustering.clustering.HierarchyLinks;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.RowDistances;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.InvalidRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells why two images of a batch are in one group, or why they are not. */
@Component
public class GroupExplanation {

    private final BatchGroups groups;
    private final Hierarchies hierarchies;
    private final ImageAnalyses analyses;

    GroupExplanation(BatchGroups groups, Hierarchies hierarchies, ImageAnalyses analyses) {
        this.groups = groups;
        this.hierarchies = hierarchies;
        this.analyses = analyses;
    }

    /**
     * Explains two images of a batch. Takes O(n d) for the vectors of the batch, which are read one after the other.
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
        return new Pair(analysis, hierarchies.of(analysis), members, a, b).explain();
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
        private final int a;
        private final int b;

        Pair(RunView analysis, Hierarchy hierarchy, List<MembershipState> members, int a, int b) {
            this.analysis = analysis;
            this.hierarchy = hierarchy;
            this.imageIds = members.stream().map(MembershipState::imageId).toList();
            this.metric = AnalysisRequest.metric(analysis.parameters()).orElse(Metric.COSINE);
            this.a = a;
            this.b = b;
            for (MembershipState member : members) {
                String label = member.label();
                if (label != null && !label.equals(GroupLabels.UNGROUPED)) {
                    labels.put(member.imageId(), label);
                }
            }
        }

        Explanation explain() {
            String model = String.valueOf(analysis.featureModel());
            Map<Integer, float[]> vectors = NearestInGroups.vectors(analyses, List.of(a, b), model);
            Optional<NearestInGroups> nearA = search(a, vectors.get(a));
            Optional<NearestInGroups> nearB = search(b, vectors.get(b));
            if (nearA.isPresent() || nearB.isPresent()) {
                analyses.forEachFeatures(imageIds, model, (id, vector) -> {
                    nearA.ifPresent(near -> near.offer(id, vector));
                    nearB.ifPresent(near -> near.offer(id, vector));
                });
            }
            Explanation bare = new Explanation(
                    analysis.id(),
                    metric,
                    labels.containsKey(a) && labels.get(a).equals(labels.get(b)),
                    distance(vectors.get(a), vectors.get(b)),
                    null,
                    link(),
                    end(a, nearA),
                    end(b, nearB),
                    "");
            return ExplanationWords.complete(bare);
        }

        private Optional<NearestInGroups> search(int id, float @Nullable [] vector) {
            return vector == null ? Optional.empty() : Optional.of(new NearestInGroups(id, vector, metric, labels));
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
                            hierarchy.forest().weight()[edge]);
        }

        private int point(int imageId) {
            return Arrays.binarySearch(hierarchy.imageIds(), imageId);
        }

        private Explanation.End end(int id, Optional<NearestInGroups> near) {
            int point = point(id);
            float core = point < 0 ? Float.POSITIVE_INFINITY : hierarchy.coreDistances()[point];
            return new Explanation.End(
                    id,
                    labels.get(id),
                    Float.isFinite(core) ? (Double) (double) core : null,
                    near.map(NearestInGroups::inside).orElse(null),
                    near.map(NearestInGroups::outside).orElse(null));
        }
    }
}
