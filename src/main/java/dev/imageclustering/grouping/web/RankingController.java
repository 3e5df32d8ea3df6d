package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.grouping.RankedGroup;
import dev.imageclustering.grouping.RankedGroups;
import dev.imageclustering.shared.BatchId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/batches/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "batches")
class RankingController {

    private final RankedGroups groups;

    RankingController(RankedGroups groups) {
        this.groups = groups;
    }

    @GetMapping("/groups/{group_label}/ranking")
    @Operation(
            operationId = "getGroupRanking",
            summary = "Tells of a ranked group which image to keep, and what the others lack against it")
    GroupRankingResponse getGroupRanking(@PathVariable int id, @PathVariable("group_label") String groupLabel) {
        return GroupRankingResponse.of(id, groupLabel, groups.of(new BatchId(id), groupLabel));
    }

    @Schema(name = "GroupRanking")
    record GroupRankingResponse(
            @JsonProperty("batch_id") int batchId,
            @JsonProperty("group_label") String groupLabel,
            String metric,
            @JsonProperty("higher_is_better") boolean higherIsBetter,
            @JsonProperty("ranked_at") @Nullable Instant rankedAt,
            List<RankedImageResponse> images) {

        static GroupRankingResponse of(int batchId, String label, RankedGroup group) {
            return new GroupRankingResponse(
                    batchId,
                    label,
                    group.metric().label(),
                    group.higherIsBetter(),
                    group.rankedAt(),
                    group.images().stream().map(RankedImageResponse::of).toList());
        }
    }

    @Schema(name = "RankedImage")
    record RankedImageResponse(
            @JsonProperty("image_id") int imageId,
            @JsonProperty("file_name") String fileName,
            @JsonProperty("quality_rank") @Nullable Integer qualityRank,
            @JsonProperty("quality_score") @Nullable Double qualityScore,
            @JsonProperty("quality_difference") @Nullable Double qualityDifference,
            @JsonProperty("quality_reason") String qualityReason,
            boolean keep,
            @JsonProperty("sub_scores") Map<String, Double> subScores) {

        static RankedImageResponse of(RankedGroup.RankedImage image) {
            return new RankedImageResponse(
                    image.imageId(),
                    image.fileName(),
                    image.rank(),
                    image.score(),
                    image.difference(),
                    image.reason(),
                    image.keep(),
                    image.subScores());
        }
    }
}
