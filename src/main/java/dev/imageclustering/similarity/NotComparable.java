package dev.imageclustering.similarity;

import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;

/** An image has nothing that it could be compared by, since its picture cannot be read. */
public final class NotComparable extends Problem {

    private static final long serialVersionUID = 1L;

    NotComparable(ImageId id) {
        super(
                Kind.INVALID,
                "image-not-comparable",
                "Image %s cannot be compared: its picture could not be analyzed.".formatted(id));
    }
}
