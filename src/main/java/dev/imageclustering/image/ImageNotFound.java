package dev.imageclustering.image;

import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;

/** No image has the id. */
public final class ImageNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public ImageNotFound(ImageId id) {
        super(Kind.NOT_FOUND, "image-not-found", "Image %s not found".formatted(id));
    }
}
