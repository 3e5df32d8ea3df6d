package dev.imageclustering.grouping;

import dev.imageclustering.analysis.ImageQualities;
import dev.imageclustering.analysis.QualityMetric;
import dev.imageclustering.analysis.QualityMetrics;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.EmptyGroup;
import dev.imageclustering.batch.MembershipView;
import dev.imageclustering.image.ImageQuality;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of ranked groups what each image lacks against the best one. Computes no quality. */
@Component
public class RankedGroups {

    private final BatchCatalog catalog;
    private final ImageQualities qualities;
    private final QualityMetrics metrics;

    RankedGroups(BatchCatalog catalog, ImageQualities qualities, QualityMetrics metrics) {
        this.catalog = catalog;
        this.qualities = qualities;
        this.metrics = metrics;
    }

    /** Returns a group by rank; throws a {@link Problem} if there is none of the label, or it was not ranked. */
    public RankedGroup of(BatchId batch, String label) {
        List<MembershipView> members = catalog.group(batch, label);
        if (members.isEmpty()) {
            throw new EmptyGroup(label);
        }
        MembershipView best = members.getFirst();
        QualityMetric metric = Optional.ofNullable(best.rankingMetric())
                .flatMap(QualityMetric::find)
                .orElseThrow(() -> new NotRanked(label));
        List<Integer> ids = members.stream().map(member -> member.image().id()).toList();
        Standings standings = new Standings(
                metric, best, qualities.currentOfRivals(ids, metric), qualities.current(ids, QualityMetric.TECHNICAL));
        return new RankedGroup(
                metric,
                metrics.higherIsBetter(metric),
                best.rankedAt(),
                members.stream().map(standings::of).toList());
    }

    private record Standings(
            QualityMetric metric,
            MembershipView best,
            Map<Integer, ImageQuality> scores,
            Map<Integer, ImageQuality> technical) {

        RankedGroup.RankedImage of(MembershipView member) {
            int id = member.image().id();
            Double score = score(id);
            Double ofBest = score(best.image().id());
            return new RankedGroup.RankedImage(
                    id,
                    member.image().originalFilename(),
                    member.qualityRank(),
                    score,
                    score == null || ofBest == null ? null : score - ofBest,
                    reason(member),
                    isBest(member),
                    parts(id));
        }

        private boolean isBest(MembershipView member) {
            return member.image().id() == best.image().id();
        }

        private String reason(MembershipView member) {
            if (isBest(member)) {
                return "best of the group by " + metric.label();
            }
            if (member.qualityRank() == null) {
                return "without a quality, as it cannot be read";
            }
            int bestId = best.image().id();
            return QualityReason.of(parts(member.image().id()), parts(bestId))
                    .map(reason -> reason.than(bestId))
                    .orElse("hardly worse than %d by %s".formatted(bestId, metric.label()));
        }

        private @Nullable Double score(int id) {
            ImageQuality quality = scores.get(id);
            return quality == null ? null : quality.score();
        }

        private Map<String, Double> parts(int id) {
            ImageQuality quality = technical.get(id);
            return quality == null ? Map.of() : quality.subScores();
        }
    }

    /** The group has no ranks, or those of a metric that this service does not know. */
    private static final class NotRanked extends Problem {

        private static final long serialVersionUID = 1L;

        NotRanked(String label) {
            super(Kind.CONFLICT, "group-not-ranked", "Group '%s' has not been ranked yet.".formatted(label));
        }
    }
}
