package dev.imageclustering.batch;

import dev.imageclustering.shared.Problem;

/** No image of the batch has the label. */
public final class EmptyGroup extends Problem {

    private static final long serialVersionUID = 1L;

    public EmptyGroup(String label) {
        super(Kind.BAD_REQUEST, "empty-group", "No images found in group '%s'".formatted(label));
    }
}
