package dev.imageclustering.grouping;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Problem;

/** An image is not in the batch that the request is about. */
public final class ImageNotInBatch extends Problem {

    private static final long serialVersionUID = 1L;

    ImageNotInBatch(BatchId batch, int image) {
        super(Kind.BAD_REQUEST, "image-not-in-batch", "Image %d is not in batch %s".formatted(image, batch));
    }
}
