package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.grouping.Explanation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why two images are in one group, or why they are not. */
@Schema(name = "Explanation")
record ExplanationResponse(
        int run,
        String metric,
        @JsonProperty("same_group") boolean sameGroup,
        @Nullable Double distance,
        @JsonProperty("mutual_reachability") @Nullable Double mutualReachability,

        @Schema(description = "What speaks for the two by themselves; null after a method that weighs no links")
        @Nullable
        Evidence evidence,

        @Schema(
                description = "What people decided on the two, be it through others; null if nothing",
                allowableValues = {"similar", "not_similar"})
        @Nullable
        String decision,

        @Schema(description = "The link that joined them; null if they are apart") @Nullable
        Link link,

        @Schema(description = "The gap that parted them; null if they are together") @Nullable
        Link gap,

        End a,
        End b,
        String summary) {

    static ExplanationResponse of(Explanation explanation) {
        Link link = explanation.link() == null ? null : Link.of(explanation.link());
        return new ExplanationResponse(
                explanation.run(),
                explanation.metric().label(),
                explanation.together(),
                explanation.distance(),
                explanation.reachability(),
                Evidence.of(explanation.evidence()),
                explanation.decided() == null ? null : explanation.decided().label(),
                explanation.together() ? link : null,
                explanation.together() ? null : link,
                End.of(explanation.a()),
                End.of(explanation.b()),
                explanation.summary());
    }

    /** Two images and the distance at which the hierarchy links them. */
    @Schema(name = "HierarchyLink")
    record Link(
            @JsonProperty("from_image_id") int from,
            @JsonProperty("to_image_id") int to,
            double distance,
            @Nullable Evidence evidence) {

        static Link of(Explanation.Link link) {
            return new Link(link.from(), link.to(), link.distance(), Evidence.of(link.evidence()));
        }
    }

    /** What speaks for two images being of one group; what was not compared is null. */
    @Schema(name = "LinkEvidence")
    record Evidence(
            @Schema(description = "How many places of the one are found in the other") @Nullable
            Integer places,

            @JsonProperty("comparable_places")
            @Schema(description = "How many places the image has that has fewer")
            @Nullable
            Integer comparablePlaces,

            @Nullable Boolean mirrored,

            @Schema(
                    description = "What all keypoints say for the motion that was found, against chance: the natural"
                            + " logarithm of a likelihood ratio; 13 says neither yes nor no",
                    minimum = "0")
            @Nullable
            Double corroboration,

            @Schema(description = "1 for equal descriptors, 0 for as alike as others around them")
            double closeness,

            @JsonProperty("seconds_apart") @Nullable Double secondsApart,
            double strength,

            @Schema(description = "The strength from which on a link joins two images")
            double threshold) {

        static @Nullable Evidence of(Explanation.@Nullable Evidence evidence) {
            return evidence == null
                    ? null
                    : new Evidence(
                            evidence.places(),
                            evidence.comparable(),
                            evidence.mirrored(),
                            evidence.corroboration(),
                            evidence.closeness(),
                            evidence.secondsApart(),
                            evidence.strength(),
                            evidence.threshold());
        }
    }

    /** One of the two images. */
    @Schema(name = "ExplainedImage")
    record End(
            @JsonProperty("image_id") int imageId,
            @JsonProperty("group_label") @Nullable String groupLabel,
            @JsonProperty("core_distance") @Nullable Double coreDistance,
            @JsonProperty("nearest_in_group") @Nullable Near nearestInGroup,
            @JsonProperty("nearest_rival") @Nullable Near nearestRival) {

        static End of(Explanation.End end) {
            return new End(
                    end.imageId(), end.label(), end.coreDistance(), Near.of(end.nearest()), Near.of(end.rival()));
        }
    }

    /** Another image and how far it is. */
    @Schema(name = "NearImage")
    record Near(
            @JsonProperty("image_id") int imageId,
            @JsonProperty("group_label") @Nullable String groupLabel,
            double distance) {

        static @Nullable Near of(Explanation.@Nullable Near near) {
            return near == null ? null : new Near(near.imageId(), near.label(), near.distance());
        }
    }
}
