package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.grouping.RunDifference;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run made of the groups of another. */
@Schema(name = "RunDifference")
record RunDifferenceResponse(
        int run,
        int with,
        @JsonProperty("image_count") int imageCount,
        @JsonProperty("added_images") int addedImages,
        @JsonProperty("removed_images") int removedImages,
        @JsonProperty("adjusted_rand_index") double adjustedRandIndex,
        Pairs pairs,
        Groups groups,
        @JsonProperty("moved_count") int movedCount,
        List<Move> moved) {

    static RunDifferenceResponse of(int run, int with, RunDifference difference) {
        return new RunDifferenceResponse(
                run,
                with,
                difference.images(),
                difference.added(),
                difference.removed(),
                difference.adjustedRandIndex(),
                new Pairs(
                        difference.pairs().joined(),
                        difference.pairs().parted(),
                        difference.pairs().together()),
                new Groups(
                        difference.groups().same(),
                        difference.groups().split(),
                        difference.groups().merged(),
                        difference.groups().created(),
                        difference.groups().dissolved()),
                difference.movedCount(),
                difference.moved().stream()
                        .map(move -> new Move(move.imageId(), move.from(), move.to()))
                        .toList());
    }

    /** Pairs of images that are together in the run only, in the other only, in both. */
    @Schema(name = "PairChanges")
    record Pairs(long joined, long parted, long together) {}

    /** How many groups stayed, split, came from several, came from none, and are no more. */
    @Schema(name = "GroupChanges")
    record Groups(int same, int split, int merged, int created, int dissolved) {}

    /** An image with another label. */
    @Schema(name = "LabelChange")
    record Move(
            @JsonProperty("image_id") int imageId,
            @Nullable String from,
            @Nullable String to) {}
}
