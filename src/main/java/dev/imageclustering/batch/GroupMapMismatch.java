package dev.imageclustering.batch;

import dev.imageclustering.shared.Problem;

/** A group map does not name exactly the images of the batch, each once. */
public final class GroupMapMismatch extends Problem {

    private static final long serialVersionUID = 1L;

    GroupMapMismatch(String difference) {
        super(
                Kind.BAD_REQUEST,
                "group-map-mismatch",
                "group_map must name every image of the batch exactly once: " + difference);
    }
}
