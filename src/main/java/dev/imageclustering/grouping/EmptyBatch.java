package dev.imageclustering.grouping;

import dev.imageclustering.shared.Problem;

/** A batch without images is to be analysed. */
public final class EmptyBatch extends Problem {

    private static final long serialVersionUID = 1L;

    EmptyBatch() {
        super(Kind.BAD_REQUEST, "empty-batch", "Cannot analyze an empty batch.");
    }
}
