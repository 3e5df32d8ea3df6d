package dev.imageclustering.batch.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.batch.BatchStatus;
import dev.imageclustering.batch.BatchView;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.batch.MembershipView;
import dev.imageclustering.image.UploadOutcome;
import dev.imageclustering.image.web.ImageResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch with its images, by group and rank. */
@Schema(name = "Batch")
public record BatchResponse(
        int id,
        @JsonProperty("batch_name") String batchName,
        BatchStatus status,
        @Nullable Map<String, Object> parameters,
        @JsonProperty("image_associations") List<AssociationResponse> imageAssociations,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("image_count") int imageCount,
        @JsonProperty("group_count") int groupCount,
        @Nullable String failure,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ImageResponse> uploads) {

    public static BatchResponse of(BatchView batch) {
        return of(batch, null);
    }

    static BatchResponse ofUpload(BatchView batch, List<UploadOutcome> outcomes) {
        return of(batch, outcomes.stream().map(ImageResponse::of).toList());
    }

    private static BatchResponse of(BatchView batch, @Nullable List<ImageResponse> uploads) {
        return new BatchResponse(
                batch.id(),
                batch.name(),
                batch.status(),
                batch.parameters(),
                batch.memberships().stream().map(AssociationResponse::of).toList(),
                batch.createdAt(),
                batch.memberships().size(),
                groupCount(batch.memberships()),
                batch.failure(),
                uploads);
    }

    private static int groupCount(List<MembershipView> memberships) {
        return (int) memberships.stream()
                .map(MembershipView::groupLabel)
                .filter(label -> label != null && !label.equals(GroupLabels.UNGROUPED))
                .distinct()
                .count();
    }

    /** An image in a batch, with its group and rank there. */
    @Schema(name = "Association")
    public record AssociationResponse(
            ImageResponse image,
            @JsonProperty("group_label") @Nullable String groupLabel,
            @JsonProperty("quality_rank") @Nullable Integer qualityRank,
            @JsonProperty("ranked_at") @Nullable Instant rankedAt,
            @JsonProperty("ranking_metric") @Nullable String rankingMetric,
            @Nullable Double probability,
            @JsonProperty("outlier_score") @Nullable Double outlierScore) {

        static AssociationResponse of(MembershipView membership) {
            return new AssociationResponse(
                    ImageResponse.of(membership.image()),
                    membership.groupLabel(),
                    membership.qualityRank(),
                    membership.rankedAt(),
                    membership.rankingMetric(),
                    membership.probability(),
                    membership.outlierScore());
        }
    }
}
