package dev.imageclustering.analysis;

import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;

/** A stored image whose picture cannot be read. */
public final class UnreadableImage extends Problem {

    private static final long serialVersionUID = 1L;

    UnreadableImage(ImageId id, String reason) {
        super(Kind.INVALID, "image-unreadable", "Image %s cannot be analyzed. %s".formatted(id, reason));
    }
}
