package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.grouping.HierarchyTree;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the tree of groups within groups; parents come before their children. */
@Schema(name = "Hierarchy")
record HierarchyResponse(
        int run,
        @JsonProperty("image_count") int imageCount,
        @JsonProperty("nearest_distance") double nearestDistance,
        @JsonProperty("farthest_distance") double farthestDistance,
        boolean complete,
        List<Node> nodes) {

    static HierarchyResponse of(HierarchyTree tree) {
        return new HierarchyResponse(
                tree.run(),
                tree.images(),
                tree.dial().near(),
                tree.dial().far(),
                tree.complete(),
                tree.nodes().stream().map(Node::of).toList());
    }

    /** A group within groups. */
    @Schema(name = "HierarchyNode")
    record Node(
            int id,
            @Nullable Integer parent,
            double distance,
            @JsonProperty("parts_at") @Nullable Double partsAt,
            int size,
            int children,
            List<Integer> images,
            @JsonProperty("images_left_off") int imagesLeftOff) {

        static Node of(HierarchyTree.Node node) {
            return new Node(
                    node.id(),
                    node.parent(),
                    node.distance(),
                    node.parts(),
                    node.size(),
                    node.children(),
                    node.images(),
                    node.imagesLeftOff());
        }
    }
}
